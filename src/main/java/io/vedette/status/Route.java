package io.vedette.status;

import io.vedette.status.access.Scope;
import io.vedette.status.http.BodyLimit;
import io.vedette.status.http.Lane;
import io.vedette.status.http.Refused;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One row of the table of what is served.
 *
 * @param method the one method it takes; GET takes HEAD too
 * @param pattern the paths that it serves
 * @param scope who may ask
 * @param lane which threads answer a request
 * @param body how large a body may be
 * @param parameters the parameters of the query that it knows: with another one it is refused, as who misspelt {@code for} would mute
 *     for ever; empty where whatever comes is let pass
 * @param early answers a name that nothing can be said of, before the body is read
 * @param handler makes the answer, of the request and of the name in its path as it was sent
 */
record Route(
        String method,
        PathPattern pattern,
        Scope scope,
        Function<Request, Lane> lane,
        BodyLimit body,
        Optional<List<String>> parameters,
        Function<String, Optional<Response>> early,
        BiFunction<Request, String, Response> handler) {

    static Route get(String path, Function<Request, Response> handler) {
        return of("GET", path, Scope.READ, (request, name) -> handler.apply(request));
    }

    /** Returns a row whose handler gets the name in the path, decoded. */
    static Route get(String path, BiFunction<Request, String, Response> handler) {
        return of("GET", path, Scope.READ, decoding(handler));
    }

    static Route post(String path, Function<Request, Response> handler) {
        return of("POST", path, Scope.ACT, (request, name) -> handler.apply(request));
    }

    /** Returns a row whose handler gets the name in the path, decoded. */
    static Route post(String path, BiFunction<Request, String, Response> handler) {
        return of("POST", path, Scope.ACT, decoding(handler));
    }

    /** Returns a row whose handler gets the name in the path, decoded. */
    static Route delete(String path, BiFunction<Request, String, Response> handler) {
        return of("DELETE", path, Scope.ACT, decoding(handler));
    }

    private static BiFunction<Request, String, Response> decoding(BiFunction<Request, String, Response> handler) {
        return (request, name) -> handler.apply(request, Request.decoded(name));
    }

    private static Route of(String method, String path, Scope scope, BiFunction<Request, String, Response> handler) {
        return new Route(
                method,
                PathPattern.of(path),
                scope,
                request -> Lane.MEMORY,
                BodyLimit.PARAMETERS,
                Optional.empty(),
                name -> Optional.empty(),
                handler);
    }

    /** Returns the same with a handler that gets the name as it was sent. */
    static Route raw(String path, BiFunction<Request, String, Response> handler) {
        return of("GET", path, Scope.READ, handler);
    }

    /** Returns the same for those who may have this machine ask what they like. */
    Route forTrials() {
        return openTo(Scope.TRY);
    }

    Route openTo(Scope who) {
        return new Route(method, pattern, who, lane, body, parameters, early, handler);
    }

    Route by(Lane threads) {
        return by(request -> threads);
    }

    Route by(Function<Request, Lane> threads) {
        return new Route(method, pattern, scope, threads, body, parameters, early, handler);
    }

    /** Returns the same that takes these parameters alone. */
    Route taking(String... known) {
        return new Route(method, pattern, scope, lane, body, Optional.of(List.of(known)), early, handler);
    }

    /** Returns the same whose answer has a tag, so that a caller that knows it already is told only that. */
    Route tagged() {
        return new Route(
                method,
                pattern,
                scope,
                lane,
                body,
                parameters,
                early,
                (request, name) -> handler.apply(request, name).tagged(request));
    }

    /** Returns the same that takes a log, once its name, decoded, is not refused. */
    Route takingLog(Function<String, Optional<Response>> unless) {
        return new Route(
                method,
                pattern,
                scope,
                lane,
                BodyLimit.LOG,
                parameters,
                name -> unless.apply(Request.decoded(name)),
                handler);
    }

    String path() {
        return pattern.text();
    }

    boolean takes(String asked) {
        return asked.equals(method) || asked.equals("HEAD") && method.equals("GET");
    }

    /** Returns what may be asked of it, as {@code Allow} says it. */
    String allowed() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }

    /** Returns the name in the path of a request, as it was sent. */
    String rawName(Request request) {
        return pattern.rawName(request.rawPath()).orElse("");
    }

    Response answer(Request request) {
        return handler.apply(request, rawName(request));
    }

    /** Returns what is wrong with the parameters of a request, by their names; empty when nothing is. */
    Optional<Refused> misnamed(Request request) {
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        for (String name : request.parameterNames()) {
            if (!parameters.get().contains(name)) {
                return Optional.of(Refused.unknownParameter(name, parameters.get()));
            }
            if (!seen.add(name)) {
                return Optional.of(new Refused(400, name + ": is given more than once"));
            }
        }
        return Optional.empty();
    }
}
