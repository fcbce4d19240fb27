package io.vedette.status;

import io.vedette.status.access.Scope;
import io.vedette.status.http.BodyLimit;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is served at one path.
 *
 * @param rows those that serve it, the most telling first: a name may hold slashes, so that several may; none where nothing is served
 */
record ServedPath(List<Route> rows) {

    static final ServedPath NOTHING = new ServedPath(List.of());

    Optional<Route> taking(String method) {
        for (Route row : rows) {
            if (row.takes(method)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    Scope scope(String method) {
        return taking(method)
                .map(Route::scope)
                .orElseGet(() ->
                        rows.isEmpty() ? Scope.of(method) : rows.get(0).scope().ofOtherMethod(method));
    }

    BodyLimit body() {
        return rows.isEmpty() ? BodyLimit.PARAMETERS : rows.get(0).body();
    }

    /** Returns the name in the path of a request, decoded. */
    String name(Request request) {
        return rows.isEmpty() ? "" : Request.decoded(rows.get(0).rawName(request));
    }

    /** Whether a row that tells more of the path takes another method: what a less telling one does not know was meant for it. */
    boolean wasMeantForOther(Route row) {
        return !rows.get(0).path().equals(row.path());
    }

    Response wrongMethod(Request request) {
        List<Route> telling = rows.stream()
                .filter(row -> row.path().equals(rows.get(0).path()))
                .toList();
        String allowed = telling.stream().map(Route::allowed).collect(Collectors.joining(", "));
        String method = telling.stream().map(Route::method).collect(Collectors.joining(" and "));
        return ErrorResponses.of(request, 405, "only " + method, "this path takes " + allowed)
                .with("Allow", allowed);
    }
}
