package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Text;
import java.util.Optional;

/** Reads answers of vendors, whose words are shown: bounded, in one line. */
final class VendorReply {

    private static final int MOST_WORDS = 200;

    private VendorReply() {}

    /** Returns the JSON object that was answered; an empty one when it is none. */
    static JsonNode json(Reply reply) {
        String body = reply.body().strip();
        if (body.startsWith("{")) {
            try {
                return AlertJson.parse(body);
            } catch (IllegalArgumentException e) {
                // Something between the vendor and us answered, or it broke off: that it is no answer is told.
                return AlertJson.object();
            }
        }
        return AlertJson.object();
    }

    /** Returns the vendor's words and its number for them; the body's beginning where it has none. */
    static String words(Reply reply, String words, String code) {
        if (words.isEmpty()) {
            return reply.excerpt();
        }
        return Text.bounded(words, MOST_WORDS) + (code.isEmpty() ? "" : " (" + Text.bounded(code, MOST_WORDS) + ")");
    }

    /** Returns what an answer means that is not the vendor's. */
    static Optional<Refusal> foreign(String vendor, Reply reply) {
        return Optional.of(Refusal.temporary(
                "this is not an answer of " + vendor + " (status " + reply.status() + "): " + reply.excerpt()));
    }
}
