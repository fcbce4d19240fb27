package io.vedette.status.api;

import io.vedette.evaluate.MuteService;
import io.vedette.rule.Text;
import io.vedette.status.http.Query;
import io.vedette.status.http.Request;

/** Who acts: what was shown counts more than what was said. */
final class By {

    private By() {}

    /** Returns what others read: the name that was given, else that of the user or token; empty without either. */
    static String shown(Request request) {
        return shown(request, given(request));
    }

    static String shown(Request request, String given) {
        return given.isEmpty() ? Text.bounded(request.name(), MuteService.LONGEST_NAME) : given;
    }

    /** Returns what is noted: the user or token, with the name that was given in brackets; that name alone where nothing is asked for. */
    static String noted(Request request) {
        return noted(request, given(request));
    }

    static String noted(Request request, String given) {
        String known = Text.bounded(request.name(), MuteService.LONGEST_NAME);
        return known.isEmpty() ? given : given.isEmpty() || given.equals(known) ? known : known + " (" + given + ")";
    }

    private static String given(Request request) {
        return Text.bounded(new Query(request).text("by").orElse(""), MuteService.LONGEST_NAME);
    }
}
