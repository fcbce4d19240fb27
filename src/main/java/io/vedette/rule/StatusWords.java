package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The words by which an answer tells its health. Whole words are compared, in any case and without blanks around them:
 * {@code Unhealthy} is not {@code healthy}. A number, true or false counts as the word that it is written with; whatever
 * is in neither list, or no plain value at all, is an error.
 *
 * @param ok the words for ok
 * @param degraded the words for degraded
 */
public record StatusWords(List<String> ok, List<String> degraded) {

    /** What py-pinger's tasks say: {@code ok}, and nothing else is ok. */
    public static final StatusWords TASK = new StatusWords(List.of("ok"), List.of());

    public StatusWords {
        ok = lowerCase(ok);
        degraded = lowerCase(degraded);
    }

    /** Judges the value that holds the status; {@code name} is what messages call it. */
    public Verdict judge(JsonNode value, String name) {
        String word = Seen.plain(value).toLowerCase(Locale.ROOT);
        if (ok.contains(word)) {
            return Verdict.ok();
        }
        String message = name + " is " + Seen.of(value) + ", expected " + String.join(" or ", ok);
        return degraded.contains(word)
                ? Verdict.degraded(Reason.STATUS, message)
                : Verdict.error(Reason.STATUS, message);
    }

    private static List<String> lowerCase(Collection<String> words) {
        return words.stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
