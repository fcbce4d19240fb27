package io.vedette.status.page;

import io.vedette.status.access.SignIn;
import io.vedette.status.access.SignIn.Outcome;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The page on which people sign in with a name and a password, and where they sign out. One message for a wrong name and a wrong password. */
public final class SignInPage {

    private static final String BASIC = "Basic ";

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private final SignIn signIn;

    public SignInPage(SignIn signIn) {
        this.signIn = signIn;
    }

    /** Shows the form. */
    public Response ask(Request request) {
        return page(200, "", "");
    }

    /** Signs in, and leads to the dashboard. */
    public Response in(Request request) {
        String name = request.parameter("user");
        Outcome outcome = signIn.in(request, name, request.parameter("password"));
        if (outcome instanceof Outcome.In in) {
            return to("./").with("Set-Cookie", in.cookie());
        }
        if (outcome instanceof Outcome.Later later) {
            return page(
                            429,
                            name,
                            "Too many tries. Try again in "
                                    + Math.max(1, later.pause().toMinutes()) + " min.")
                    .with(
                            "Retry-After",
                            String.valueOf(Math.max(1, later.pause().toSeconds())));
        }
        return page(401, name, "Name or password is wrong.");
    }

    /** Signs out, and leads to the form. */
    public Response out(Request request) {
        return to("login").with("Set-Cookie", signIn.out(request));
    }

    /** Signs in whoever was let in here by user and password, and leads to the dashboard. */
    public Response entered(Request request) {
        String[] shown = shown(request.authorization());
        return shown.length == 2 && signIn.in(request, shown[0], shown[1]) instanceof Outcome.In in
                ? to("./").with("Set-Cookie", in.cookie())
                : to("./");
    }

    /** Returns user and password of basic authentication; nothing where it is another one. */
    private static String[] shown(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new String[0];
        }
        byte[] both = Base64.getDecoder()
                .decode(authorization.substring(BASIC.length()).strip());
        return new String(both, StandardCharsets.UTF_8).split(":", 2);
    }

    private static Response to(String address) {
        return new Response(303, "text/plain", "", Map.of("Location", address));
    }

    private Response page(int status, String name, String complaint) {
        String wrong = complaint.isEmpty()
                ? ""
                : "<p class=\"wrong-text\" id=\"bad\" role=\"alert\">" + Html.escaped(complaint) + "</p>";
        String marked = complaint.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"bad\"";
        String body = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sign in · Vedette</title>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
                + "<link rel=\"icon\" href=\"assets/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"assets/tokens.css\">"
                + "<link rel=\"stylesheet\" href=\"assets/base.css\"><link rel=\"stylesheet\" href=\"assets/pages.css\">"
                + "<script src=\"assets/early.js\"></script></head><body><main class=\"door\"><div class=\"sheet\">"
                + "<p class=\"brand\"><svg viewBox=\"0 0 32 32\" aria-hidden=\"true\"><path d=\"M16 2 28 7v9c0 7-5 12-12 14C9 28 4 23 4 16V7z\"/>"
                + "<path d=\"m9 16 5 5 9-11\"/></svg>Vedette</p><h1>Sign in</h1><form method=\"post\" action=\"login\">"
                + "<div class=\"field\"><label for=\"user\">Name</label><input id=\"user\" name=\"user\" type=\"text\" autocomplete=\"username\""
                + " autocapitalize=\"none\" required value=\"" + Html.escaped(name) + "\"></div><div class=\"field"
                + (complaint.isEmpty() ? "" : " wrong") + "\"><label for=\"password\">Password</label>"
                + "<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required"
                + marked + ">"
                + wrong + "</div><button class=\"main\">Sign in</button></form></div></main></body></html>";
        return new Response(status, "text/html; charset=utf-8", body, Map.of("Content-Security-Policy", POLICY));
    }
}
