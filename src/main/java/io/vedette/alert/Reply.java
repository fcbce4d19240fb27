package io.vedette.alert;

import io.vedette.rule.Text;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A target's HTTP response.
 *
 * @param status the status code
 * @param headers the response's headers; names in any case
 * @param body the body's beginning as text, known secrets masked; empty when there is none
 */
public record Reply(int status, Map<String, String> headers, String body) {

    private static final int EXCERPT = 200;

    public Reply {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /** Returns whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the beginning of the body in one line for a person. */
    String excerpt() {
        return Text.bounded(body, EXCERPT);
    }
}
