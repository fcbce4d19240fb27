package io.vedette.evaluate;

import io.vedette.config.values.MaskedUrl;
import io.vedette.probe.Answer;
import io.vedette.rule.BodyExcerpt;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The beginning of an HTTP response as it came, for people who look into a check; kept in memory alone. It is bounded when it is kept, and
 * decoded and masked when somebody looks.
 */
public final class LastAnswer {

    /** So many bytes of a body that told of something wrong are kept. */
    static final int MOST_BYTES = 4 * 1024;

    /** And of one that was ok: ten thousand of them are kept all day, and few are looked at. */
    static final int MOST_BYTES_OF_OK = 512;

    private static final int HEADER = 200;

    /** Headers that tell who answered and how; none that lets anybody in. */
    private static final List<String> HEADERS = List.of(
            "content-type", "date", "server", "via", "age", "location", "retry-after", "x-request-id", "cf-ray");

    /** The name of a secret and what follows it, in JSON, forms and headers. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)([\\w-]{0,40}(?:passw(?:or)?d|pwd|secret|token|credential|api[_-]?key|private[_-]?key|authorization|session[_-]?id|cookie)[\\w-]{0,40}"
                    + "\"?\\s*[:=]\\s*)(\"(?:[^\"\\\\]|\\\\.)*+\"?|[^\\s,;&}\\]<>\"][^\\r\\n,;&}\\]<>\"]*+)");

    private static final Pattern SHOWN = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w~+/.=-]{6,}");

    private final Answer.Http kept;

    private LastAnswer(Answer.Http kept) {
        this.kept = kept;
    }

    /** Returns what is kept of an answer; empty where it is no HTTP response. */
    static Optional<LastAnswer> of(Answer answer, Status judged) {
        if (!(answer instanceof Answer.Http http)) {
            return Optional.empty();
        }
        int most = judged == Status.OK ? MOST_BYTES_OF_OK : MOST_BYTES;
        boolean cut = http.body().length > most;
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.stream()
                .filter(http.headers()::containsKey)
                .forEach(name -> headers.put(name, http.headers().get(name)));
        return Optional.of(new LastAnswer(new Answer.Http(
                http.status(),
                headers,
                cut ? Arrays.copyOf(http.body(), most) : http.body(),
                cut || http.tooLarge(),
                http.redirects())));
    }

    /** Returns the status code. */
    public int status() {
        return kept.status();
    }

    /**
     * Returns some of the headers, names in lower case.
     *
     * @param secrets masks what is known as a secret
     */
    public Map<String, String> headers(UnaryOperator<String> secrets) {
        Map<String, String> shown = new LinkedHashMap<>();
        kept.headers().forEach((name, value) -> shown.put(name, masked(Text.masked(secrets.apply(value), HEADER))));
        return shown;
    }

    /**
     * Returns how the body begins, without what looks like a secret; empty where it is no text.
     *
     * @param secrets masks what is known as a secret, also half of one at the end
     */
    public String body(UnaryOperator<String> secrets) {
        String text = kept.text();
        return BodyExcerpt.isBinary(kept.mediaType(), text)
                ? ""
                : masked(secrets.apply(text)).lines().map(LastAnswer::line).collect(Collectors.joining("\n"));
    }

    /** Whether the body went on. */
    public boolean isCut() {
        return kept.tooLarge();
    }

    private static String line(String text) {
        String blank = text.replace("\t", "    ");
        int indent = blank.length() - blank.stripLeading().length();
        return " ".repeat(indent) + Text.masked(blank, MOST_BYTES);
    }

    private static String masked(String text) {
        String named = SECRET.matcher(text).replaceAll("$1" + MaskedUrl.MASK);
        return SHOWN.matcher(named).replaceAll("$1 " + MaskedUrl.MASK);
    }
}
