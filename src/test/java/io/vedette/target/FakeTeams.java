package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The webhook of a Teams workflow; it posts what it gets, and has answered before. */
public final class FakeTeams extends VendorServer {

    private static final String PATH =
            "/workflows/a1b2/triggers/manual/paths/invoke?api-version=2016-06-01&sig=fAkeSiGnaTure42";
    private static final int MOST_BYTES = 28_000;

    @Override
    public TargetKind kind() {
        return TargetKind.TEAMS;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("url", address() + PATH);
    }

    @Override
    public Busy busy() {
        return new Busy(
                jsonAnswer(429, "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"Rate limit is exceeded.\"}}")
                        .with("Retry-After", "7"),
                Duration.ofSeconds(7));
    }

    @Override
    public Response refused() {
        return jsonAnswer(
                404, "{\"error\":{\"code\":\"WorkflowNotFound\",\"message\":\"The workflow could not be found.\"}}");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(
                Response.of(
                        200,
                        "text/plain",
                        "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId 1"),
                Response.of(200, "text/html", "<html>Sign in to your account</html>"));
    }

    @Override
    public boolean needsTheWholeAnswer() {
        return false;
    }

    /** Text runs know no markup; nothing else may stand in the card. */
    @Override
    public Pattern alive() {
        return Pattern.compile("<at>");
    }

    @Override
    protected Response answer(Request request) {
        if (!request.path().equals(PATH)) {
            return jsonAnswer(
                    401,
                    "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\",\"message\":\"The request must be signed.\"}}");
        }
        JsonNode message = json(request.body());
        JsonNode attachment = message.path("attachments").path(0);
        JsonNode card = attachment.path("content");
        boolean isCard = message.path("type").asText().equals("message")
                && attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")
                && card.path("type").asText().equals("AdaptiveCard")
                && card.path("body").size() > 0;
        List<String> lines = new ArrayList<>();
        for (JsonNode block : card.path("body")) {
            JsonNode run = block.path("inlines").path(0);
            isCard &= block.path("type").asText().equals("RichTextBlock")
                    && run.path("type").asText().equals("TextRun");
            lines.add(run.path("text").asText());
        }
        // The real one fails in its run history, and nobody hears of it: a size or a card that it does not take is
        // lost.
        if (isCard && request.body().length() <= MOST_BYTES) {
            tell(String.join("\n", lines), String.join("\n", lines));
        }
        return new Response(202, Map.of(), "");
    }
}
