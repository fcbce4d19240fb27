package io.vedette.status.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a page ended, by the values that it is sorted by: entries that come or go meanwhile shift nothing. Callers get it
 * as one word that they need not understand.
 */
record Cursor(List<String> parts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Cursor of(Object... parts) {
        return new Cursor(List.of(parts).stream().map(String::valueOf).toList());
    }

    /**
     * Returns where the caller goes on; empty at the beginning of a list.
     *
     * @param parts how many values the list is sorted by
     * @throws Refused when it is no cursor of such a list
     */
    static Optional<Cursor> given(Query query, int parts) {
        return query.text("cursor")
                .map(given -> read(given)
                        .filter(cursor -> cursor.parts().size() == parts)
                        .orElseThrow(() -> refused(given)));
    }

    private static Refused refused(String given) {
        return Refused.parameter("cursor", given, "the \"next\" of a page of this list");
    }

    private static Optional<Cursor> read(String word) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
            return Optional.of(new Cursor(List.of(JSON.readValue(json, String[].class))));
        } catch (IllegalArgumentException | JsonProcessingException | NullPointerException e) {
            return Optional.empty(); // The caller says what was expected.
        }
    }

    String word() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ApiJson.write(parts).getBytes(StandardCharsets.UTF_8));
    }

    String text(int part) {
        return parts.get(part);
    }

    /** Returns a part that is a whole number. */
    long number(int part) {
        String text = parts.get(part);
        if (!text.matches("-?\\d{1,18}")) {
            throw refused(word());
        }
        return Long.parseLong(text);
    }
}
