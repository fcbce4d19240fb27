package io.vedette.status.page;

import io.vedette.alert.LinkSignature;
import io.vedette.config.values.Sha256;
import io.vedette.evaluate.MuteService;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Text;
import io.vedette.state.Acknowledgement;
import io.vedette.state.Act;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The page behind the link of a message that tells of a problem: it asks who has the problem in hand. Opening it changes nothing, as
 * mail servers and chats open links by themselves; its button does. It works without a password, for the problem that the signature
 * is of, as long as that lasts. Who has no right signature is told nothing, not even whether there is such a check.
 */
public final class AcknowledgePage {

    private static final String STYLE =
            "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;"
                    + "color-scheme:light dark}h1{font-size:1.4rem;overflow-wrap:anywhere}p{overflow-wrap:anywhere}"
                    + "label{display:block;margin:1rem 0}input{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.4rem}"
                    + "button{font:inherit;padding:.5rem 1.5rem}";

    /** Nothing is loaded or run; the form goes to this server alone. */
    private static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Sha256.of(STYLE))
            + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Sources sources;
    private final LinkSignature signature;

    public AcknowledgePage(Sources sources) {
        this.sources = sources;
        this.signature = new LinkSignature(() -> sources.store().shared(LinkSignature.KEY, LinkSignature::newKey));
    }

    /** Shows what is asked. */
    public Response ask(Request request, String check) {
        return refusal(request, check)
                .orElseGet(() -> form(200, check, sources.find(check).orElseThrow(), ""));
    }

    /** Notes who has the problem in hand. */
    public Response act(Request request, String check) {
        Optional<Response> refusal = refusal(request, check);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String by = Text.bounded(request.parameter("by"), MuteService.LONGEST_NAME);
        String reason = Text.bounded(request.parameter("reason"), MuteService.LONGEST_REASON);
        if (by.isBlank()) {
            return form(400, check, sources.find(check).orElseThrow(), "Please give your name.");
        }
        Optional<Transition> done = sources.mutes().acknowledge(check, reason, by);
        if (done.filter(step -> step.why() == Transition.Why.ACKNOWLEDGED).isEmpty()) {
            return over();
        }
        sources.mutes().acts().add(by + " (by a link)", Act.Kind.ACKNOWLEDGE, check, reason);
        return page(
                200,
                "Acknowledged: " + check,
                "<p>Thank you, <bdi>" + Html.escaped(by)
                        + "</bdi>. Nobody is reminded of it until it is over or gets worse.</p>");
    }

    private Optional<Response> refusal(Request request, String check) {
        Optional<Instant> since = since(request.parameter("since"));
        if (since.isEmpty() || !signature.isRight(request.parameter("signature"), check, since.get())) {
            return Optional.of(page(
                    403,
                    "This link is not valid",
                    "<p>It may have been cut off: open it as it stands in the message.</p>"));
        }
        boolean goesOn = sources.find(check)
                .map(watched -> watched.record().state())
                .filter(CheckState::isInIncident)
                .flatMap(CheckState::problemSince)
                .filter(began -> began.toEpochMilli() == since.get().toEpochMilli())
                .isPresent();
        return goesOn ? Optional.empty() : Optional.of(over());
    }

    private static Optional<Instant> since(String millis) {
        return millis.matches("\\d{1,15}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)))
                : Optional.empty();
    }

    private static Response over() {
        return page(
                410,
                "This problem is over",
                "<p>The link was for that problem alone. There is nothing to acknowledge.</p>");
    }

    private static Response form(int status, String check, Watched watched, String complaint) {
        CheckState state = watched.record().state();
        String message = state.cause().map(verdict -> verdict.message()).orElse("");
        return page(
                status,
                "Acknowledge: " + check,
                "<p><bdi>" + Html.escaped(check) + "</bdi> is "
                        + (state.health() == Health.ERROR
                                ? "in error"
                                : state.health().code())
                        + (message.isEmpty() ? "." : ": <bdi>" + Html.escaped(message) + "</bdi>") + "</p>"
                        + state.acknowledgement().map(AcknowledgePage::taken).orElse("")
                        + (complaint.isEmpty() ? "" : "<p role=\"alert\">" + complaint + "</p>")
                        + "<form method=\"post\"><label>Your name <input name=\"by\" required maxlength=\""
                        + MuteService.LONGEST_NAME + "\" autocomplete=\"name\"></label>"
                        + "<label>What is being done <input name=\"reason\" maxlength=\"" + MuteService.LONGEST_REASON
                        + "\" autocomplete=\"off\"></label><button>I have it</button></form>");
    }

    private static String taken(Acknowledgement one) {
        return "<p>" + (one.by().isEmpty() ? "Somebody" : "<bdi>" + Html.escaped(one.by()) + "</bdi>")
                + " has it already" + (one.reason().isEmpty() ? "." : ": <bdi>" + Html.escaped(one.reason()) + "</bdi>")
                + "</p>";
    }

    /** @param content escaped already */
    private static Response page(int status, String title, String content) {
        String shown = Html.escaped(title);
        String html = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + shown + "</title>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\"><style>" + STYLE + "</style></head><body><main><h1><bdi>"
                + shown + "</bdi></h1>" + content + "</main></body></html>";
        return new Response(status, "text/html; charset=utf-8", html, Map.of("Content-Security-Policy", POLICY));
    }
}
