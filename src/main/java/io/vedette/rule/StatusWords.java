package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Parameters;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The words by which an answer reports its health. Whole words are compared, in any case and without blanks around them:
 * {@code Unhealthy} is not {@code healthy}. A number, true or false counts as the word that it is written with; whatever
 * is in neither list, or no plain value at all, is an error.
 *
 * @param ok the words for ok
 * @param degraded the words for degraded
 */
public record StatusWords(List<String> ok, List<String> degraded) {

    /** What py-pinger's tasks say: {@code ok}, and nothing else is ok. */
    public static final StatusWords TASK = new StatusWords(List.of("ok"), List.of());

    /** What any health dialect says. */
    public static final StatusWords HEALTH =
            new StatusWords(HealthWord.words(Status.OK), HealthWord.words(Status.DEGRADED));

    private static final int MOST_SHOWN = 4;

    public StatusWords {
        ok = lowerCase(ok);
        degraded = lowerCase(degraded);
    }

    /**
     * Reads {@code okValues} and {@code degradedValues}, comma lists; the words of all health dialects where neither is
     * given. With {@code degradedValues} alone the ok words are those of the dialects.
     */
    public static StatusWords read(Parameters parameters) {
        StatusWords given = given(parameters);
        if (given.ok.isEmpty() && given.degraded.isEmpty()) {
            return HEALTH;
        }
        return new StatusWords(given.ok.isEmpty() ? HEALTH.ok() : given.ok, given.degraded);
    }

    /** Reads {@code okValues} and {@code degradedValues} as they are given; a word in both is noted as a problem. */
    public static StatusWords given(Parameters parameters) {
        StatusWords given = new StatusWords(parameters.list("okValues"), parameters.list("degradedValues"));
        given.degraded.stream()
                .filter(given.ok::contains)
                .findFirst()
                .ifPresent(word -> parameters.problem(
                        "degradedValues", "\"" + word + "\" is in okValues too; a word is either ok or degraded"));
        return given;
    }

    /** Returns what a word says; an error when it is in neither list. */
    public Status status(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (ok.contains(word)) {
            return Status.OK;
        }
        return degraded.contains(word) ? Status.DEGRADED : Status.ERROR;
    }

    /** Judges the value that holds the status; {@code name} is what messages call it. */
    public Verdict judge(JsonNode value, String name) {
        Status status = status(JsonText.plain(value));
        return status == Status.OK
                ? Verdict.ok()
                : Verdict.of(status, Reason.STATUS, name + " is " + JsonText.of(value) + ", expected " + expected());
    }

    private String expected() {
        String first = ok.stream().limit(MOST_SHOWN).collect(Collectors.joining(" or "));
        return ok.size() > MOST_SHOWN ? first + " …" : first;
    }

    private static List<String> lowerCase(Collection<String> words) {
        return words.stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
