package io.vedette.status.access;

import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.util.Map;
import java.util.Optional;

/** What whoever may not enter is told to show: a browser that opens the dashboard is led to where people sign in. */
record Challenge(Optional<Login> login, SignIn signIn) {

    /** Asks for user and password, for a token, or for a session. */
    Response unauthorized(Request request) {
        if (opensDashboard(request)) {
            return toLogin();
        }
        Response answer = ErrorResponses.of(
                request,
                401,
                login.isPresent()
                        ? "user and password needed"
                        : signIn.isOffered() ? "sign in first" : "a token is needed");
        // A browser would ask for a password in a window of its own, over the page that asked.
        return request.sender().fetchSite().equals("same-origin") && !request.wantsPage()
                ? answer
                : answer.with(
                        "WWW-Authenticate",
                        login.isPresent() ? "Basic realm=\"Vedette\", charset=\"UTF-8\"" : "Bearer realm=\"Vedette\"");
    }

    /** Says that nobody knows now whether somebody signed in at another node. */
    Response unclear(Request request) {
        return opensDashboard(request)
                ? toLogin() // Which says so.
                : ErrorResponses.later(
                        request,
                        503,
                        "it is not known now whether you are signed in, as the database does not answer",
                        Sessions.UNCLEAR);
    }

    private boolean opensDashboard(Request request) {
        return signIn.isOffered() && request.wantsPage() && request.rawPath().equals("/");
    }

    private static Response toLogin() {
        return new Response(303, "text/plain", "", Map.of("Location", "login"));
    }
}
