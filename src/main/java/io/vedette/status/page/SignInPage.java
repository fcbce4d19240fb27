package io.vedette.status.page;

import io.vedette.status.access.Elsewhere;
import io.vedette.status.access.SignIn;
import io.vedette.status.access.SignIn.Outcome;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The page on which people sign in with a name and a password or are led to a provider, and where they sign out. One message for a wrong
 * name and a wrong password.
 */
public final class SignInPage {

    private static final String BASIC = "Basic ";

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    /** Nothing is shown before it ran: the page would flash in another language. */
    private static final String SCRIPT =
            "<script type=\"module\" blocking=\"render\" src=\"assets/login.js\"></script>";

    private static final Complaint UNCLEAR = new Complaint(
            "The database does not answer, so it is not known here whether you signed in before. Wait a moment and reload, or sign in again.",
            say("unclear"),
            false);

    private static final Complaint WRONG = new Complaint("Name or password is wrong.", say("wrong"), true);

    private final SignIn signIn;
    private final Optional<Elsewhere> elsewhere;

    /** @param elsewhere the provider at which people sign in, too */
    public SignInPage(SignIn signIn, Optional<Elsewhere> elsewhere) {
        this.signIn = signIn;
        this.elsewhere = elsewhere;
    }

    /**
     * What keeps somebody out.
     *
     * @param text in English
     * @param mark attributes by which it is found in other languages; empty where there is none
     * @param ofPassword whether the form is to blame; else it stands above all ways in
     */
    private record Complaint(String text, String mark, boolean ofPassword) {

        private static final Complaint NONE = new Complaint("", "", false);
    }

    /** Shows the form; to somebody who may have signed in at another node it says that this is not known now. */
    public Response ask(Request request) {
        return signIn.isUnclear(request) ? page(request, 503, "", UNCLEAR) : page(request, 200, "", Complaint.NONE);
    }

    /** Leads to the provider. */
    public Response begin(Request request) {
        return elsewhere
                .map(provider -> answer(request, provider.begin(request, request.parameter("to"))))
                .orElse(Response.NOTHING);
    }

    /** Signs in whom the provider sent back, and leads to where they were going. */
    public Response end(Request request) {
        return elsewhere.map(provider -> answer(request, provider.end(request))).orElse(Response.NOTHING);
    }

    private Response answer(Request request, Elsewhere.Outcome outcome) {
        Response response;
        if (outcome instanceof Elsewhere.Outcome.Away away) {
            response = to(away.address()).with("Set-Cookie", away.cookie());
        } else if (outcome instanceof Elsewhere.Outcome.In in) {
            String cookie =
                    signIn.in(request, in.person(), elsewhere.orElseThrow().provider(), in.proof());
            response = to("." + in.place()).with("Set-Cookie", cookie);
        } else {
            Elsewhere.Outcome.Refused refused = (Elsewhere.Outcome.Refused) outcome;
            response = page(request, refused.status(), "", new Complaint(refused.why(), "", false));
        }
        return response;
    }

    /** Signs in, and leads to the dashboard. */
    public Response in(Request request) {
        String name = request.parameter("user");
        Outcome outcome = signIn.in(request, name, request.parameter("password"));
        if (outcome instanceof Outcome.In in) {
            return to("./").with("Set-Cookie", in.cookie());
        }
        if (outcome instanceof Outcome.Later later) {
            return page(request, 429, name, tooMany(Math.max(1, later.pause().toMinutes())))
                    .with(
                            "Retry-After",
                            String.valueOf(Math.max(1, later.pause().toSeconds())));
        }
        return page(request, 401, name, WRONG);
    }

    /**
     * Signs out, and leads to the form; whoever signed in at a provider that signs out too is told where. A redirect would not do: no form of
     * these pages leads to other servers, nor does a script of theirs follow there.
     */
    public Response out(Request request) {
        Duration pause = signIn.pauseBeforeOut(request);
        if (!pause.isZero()) {
            return ErrorResponses.later(request, 429, "too many sessions that nobody knows", pause);
        }
        Optional<String> there =
                elsewhere.flatMap(provider -> signIn.proof(request).flatMap(provider::out));
        String cookie = signIn.out(request);
        return there.map(address -> request.wantsPage()
                        ? away(address)
                        : Response.json(200, ApiJson.object().put("to", address).toString()))
                .orElseGet(() -> to("login"))
                .with("Set-Cookie", cookie);
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
        try {
            byte[] both = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            return new String(both, StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException e) {
            return new String[0]; // Of whom a proxy vouches for, which passes on what it was shown.
        }
    }

    private static Complaint tooMany(long minutes) {
        return new Complaint("Too many tries. Try again in " + minutes + " min.", say("later", minutes), true);
    }

    /** Returns the attributes by which a script of the page finds the text in the language of the dashboard. */
    private static String say(String key, Object... value) {
        return " data-say=\"" + key + '"'
                + (value.length == 0 ? "" : " data-value=\"" + Html.escaped(String.valueOf(value[0])) + '"');
    }

    private static Response to(String address) {
        return new Response(303, "text/plain", "", Map.of("Location", address));
    }

    private Response page(Request request, int status, String name, Complaint complaint) {
        String wrong = complaint.text().isEmpty()
                ? ""
                : "<p class=\"wrong-text\" id=\"bad\" role=\"alert\"" + complaint.mark() + ">"
                        + Html.escaped(complaint.text()) + "</p>";
        boolean form = signIn.takesPasswords() || elsewhere.isEmpty();
        boolean inForm = form && complaint.ofPassword();
        String body = "<h1" + say("title") + ">Sign in</h1>" + (inForm ? "" : wrong)
                + elsewhere
                        .map(provider -> link(provider, request.parameter("to")))
                        .orElse("")
                + (form ? form(name, inForm ? wrong : "") : "");
        return new Response(
                status, "text/html; charset=utf-8", html(SCRIPT, body), Map.of("Content-Security-Policy", POLICY));
    }

    private static String link(Elsewhere provider, String place) {
        String to = place.isEmpty() ? "" : "?to=" + URLEncoder.encode(place, StandardCharsets.UTF_8);
        return "<p><a class=\"button main\" id=\"elsewhere\" href=\"oidc" + Html.escaped(to) + '"'
                + say("at", provider.name()) + ">Sign in at " + Html.escaped(provider.name()) + "</a></p>";
    }

    /** One way in is the main one: that of the provider, where there is one. */
    private String form(String name, String wrong) {
        String marked = wrong.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"bad\"";
        return "<form method=\"post\" action=\"login\">"
                + "<div class=\"field\"><label for=\"user\"" + say("name")
                + ">Name</label><input id=\"user\" name=\"user\" type=\"text\" autocomplete=\"username\""
                + " autocapitalize=\"none\" required value=\"" + Html.escaped(name) + "\"></div><div class=\"field"
                + (wrong.isEmpty() ? "" : " wrong") + "\"><label for=\"password\"" + say("password")
                + ">Password</label>"
                + "<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required"
                + marked + ">"
                + wrong + "</div><button" + (elsewhere.isEmpty() ? " class=\"main\"" : "") + say("enter")
                + ">Sign in</button></form>";
    }

    private static Response away(String address) {
        String there = Html.escaped(address);
        return Response.page(html(
                        "<meta http-equiv=\"refresh\" content=\"0;url=" + there + "\">",
                        "<h1>Signed out</h1><p><a class=\"button main\" href=\"" + there
                                + "\">Sign out at the provider, too</a></p>"))
                .with("Content-Security-Policy", POLICY);
    }

    private static String html(String head, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sign in · Vedette</title>" + head
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
                + "<link rel=\"icon\" href=\"assets/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"assets/tokens.css\">"
                + "<link rel=\"stylesheet\" href=\"assets/base.css\"><link rel=\"stylesheet\" href=\"assets/pages.css\">"
                + "<script src=\"assets/early.js\"></script></head><body><main class=\"door\"><div class=\"sheet\">"
                + "<p class=\"brand\"><svg viewBox=\"0 0 32 32\" aria-hidden=\"true\"><path d=\"M16 2 28 7v9c0 7-5 12-12 14C9 28 4 23 4 16V7z\"/>"
                + "<path d=\"m9 16 5 5 9-11\"/></svg>Vedette</p>" + body + "</div></main></body></html>";
    }
}
