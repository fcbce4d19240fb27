package io.vedette.app.pryv;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.MaskedUrl;
import io.vedette.probe.Answer;
import io.vedette.rule.Text;
import io.vedette.rule.health.PryvError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a platform answered.
 *
 * @param http the response
 * @param json its body; a missing node when it is no JSON
 */
record Reply(Answer.Http http, JsonNode json) {

    private static final int SHOWN = 200;

    int status() {
        return http.status();
    }

    boolean isSuccess() {
        return http.isSuccess();
    }

    Optional<PryvError> error() {
        return PryvError.of(json);
    }

    boolean isError(String id) {
        return errorIds().stream().anyMatch(id::equalsIgnoreCase);
    }

    /** Returns the id of the error, and those of the errors in it (register of version 1). */
    List<String> errorIds() {
        List<String> ids = new ArrayList<>();
        error().ifPresent(error -> ids.add(error.id()));
        json.path("errors").forEach(one -> ids.add(one.path("id").asText("")));
        return ids;
    }

    /** Returns whether the account's API or the register does not know this address at all. */
    boolean isUnknownMethod() {
        return switch (status()) {
            case 404, 405, 410, 451 -> true;
            default -> false;
        };
    }

    /** Returns the status and the server's own message. */
    String message() {
        StringBuilder text = new StringBuilder("HTTP status ").append(status());
        if (error().isPresent()) {
            text.append(", ").append(error().get());
            List<String> gathered = new ArrayList<>();
            json.path("errors").forEach(one -> PryvError.of(one).ifPresent(error -> gathered.add(error.toString())));
            if (!gathered.isEmpty()) {
                text.append(" [").append(String.join("; ", gathered)).append(']');
            }
        } else if (!http.text().isBlank()) {
            text.append(", ").append(Text.bounded(MaskedUrl.of(http.text()), SHOWN));
        }
        return Text.bounded(text.toString(), Text.MESSAGE);
    }
}
