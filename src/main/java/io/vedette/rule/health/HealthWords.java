package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Parameters;
import io.vedette.rule.HealthWord;
import io.vedette.rule.JsonText;
import io.vedette.rule.Status;
import io.vedette.rule.StatusWords;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The words that mean health: those of all dialects (see {@link HealthWord}), and before them those that an operator adds
 * for an endpoint with words of its own.
 *
 * @param added the operator's words in lower case, ok or degraded
 */
record HealthWords(Map<String, Status> added) {

    /** The words of the dialects alone. */
    static final HealthWords KNOWN = new HealthWords(Map.of());

    HealthWords {
        added = Map.copyOf(added);
    }

    /** Reads {@code okValues} and {@code degradedValues}, comma lists of whole words; a word in both is a problem. */
    static HealthWords read(Parameters parameters) {
        StatusWords words = StatusWords.given(parameters);
        Map<String, Status> added = new HashMap<>();
        words.degraded().forEach(word -> added.put(word, Status.DEGRADED));
        words.ok().forEach(word -> added.put(word, Status.OK));
        return added.isEmpty() ? KNOWN : new HealthWords(added);
    }

    /** Returns what a word means; compared whole and in any case. */
    HealthWord of(String text) {
        Status status = added.get(text.strip().toLowerCase(Locale.ROOT));
        return status == null ? HealthWord.of(text) : new HealthWord(text.strip(), status, true);
    }

    /** Returns what a value says, see {@link HealthWord#of(JsonNode, boolean)}; a number may be a word that was added. */
    HealthWord of(JsonNode value, boolean dotNet) {
        return isAdded(value) ? of(value.asText()) : HealthWord.of(value, dotNet);
    }

    /** Returns whether the value is a word that the operator added. */
    boolean isAdded(JsonNode value) {
        return !added.isEmpty() && added.containsKey(JsonText.plain(value).toLowerCase(Locale.ROOT));
    }
}
