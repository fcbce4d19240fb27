package io.vedette.rule;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a body must hold and must not: {@code contains}, {@code containsNot} (upper and lower case differ) and {@code matches}, a
 * regular expression of Java that is found anywhere in it. A body that goes on behind the cap may hold either: that is
 * {@code too-large}.
 */
public final class ExpectedText {

    private static final int LONGEST_CODING = 60;

    private final Optional<String> wanted;
    private final Optional<String> unwanted;
    private final Optional<Pattern> pattern;

    private ExpectedText(Optional<String> wanted, Optional<String> unwanted, Optional<Pattern> pattern) {
        this.wanted = wanted;
        this.unwanted = unwanted;
        this.pattern = pattern;
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static ExpectedText read(Parameters parameters) {
        return new ExpectedText(
                parameters.text("contains"),
                parameters.text("containsNot"),
                parameters.parsed("matches", ExpectedHeaders::pattern));
    }

    /** Returns whether looking ends soon, whatever the body holds. */
    public boolean isBounded() {
        return pattern.isEmpty();
    }

    /** Returns ok, or the first that is wrong. */
    public Verdict judge(Answer.Http http) {
        if (wanted.isEmpty() && unwanted.isEmpty() && pattern.isEmpty()) {
            return Verdict.ok();
        }
        String text = http.text();
        if (wanted.isPresent() && !TextSearch.contains(text, wanted.get())) {
            return missing(http, "\"" + wanted.get() + "\"", "contain");
        }
        if (pattern.isPresent() && !StoppableText.find(pattern.get(), text)) {
            return missing(http, "/" + pattern.get() + "/", "match");
        }
        if (unwanted.isPresent()) {
            String word = "\"" + unwanted.get() + "\"";
            if (TextSearch.contains(text, unwanted.get())) {
                return Verdict.error(Reason.CONDITION, "the body contains " + word + "; " + beginning(http));
            }
            if (http.tooLarge()) {
                return tooLarge(http, word);
            }
        }
        return Verdict.ok();
    }

    private static Verdict missing(Answer.Http http, String what, String verb) {
        return http.tooLarge()
                ? tooLarge(http, what)
                : Verdict.error(Reason.CONDITION, "the body does not " + verb + " " + what + "; " + beginning(http));
    }

    private static Verdict tooLarge(Answer.Http http, String what) {
        return Verdict.error(
                Reason.TOO_LARGE,
                what + " is not in the first " + http.body().length + " bytes of the body, which is longer");
    }

    private static String beginning(Answer.Http http) {
        String begin = BodyExcerpt.of(http);
        return http.packing()
                .map(coding -> "it is " + Text.bounded(coding, LONGEST_CODING) + "-encoded, which was not asked for")
                .orElseGet(() -> begin.isEmpty()
                        ? "it is empty"
                        : (begin.startsWith("\"") ? "it begins with " : "it is ") + begin);
    }
}
