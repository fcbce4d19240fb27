package io.vedette.rule;

import io.vedette.probe.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP status codes that are expected, as operators write them: {@code 200}, {@code 2xx}, {@code 200-204}, and comma
 * lists of these.
 */
public final class StatusRange {

    /** 200 to 299. */
    public static final StatusRange SUCCESS = parse("2xx");

    private static final int LEAST = 100;
    /** Those below only announce an answer (RFC 9110, 15.2). */
    private static final int LEAST_OF_ANSWERS = 200;

    private static final int MOST = 599;

    private final String text;
    private final List<Span> spans;

    private StatusRange(String text, List<Span> spans) {
        this.text = text;
        this.spans = spans;
    }

    /**
     * Reads a list of codes.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    public static StatusRange parse(String text) {
        List<Span> spans = Arrays.stream(text.split(",", -1))
                .map(item -> Span.parse(item.strip().toLowerCase(Locale.ROOT)))
                .toList();
        return new StatusRange(text.strip(), spans);
    }

    /** Returns whether a code is expected. */
    public boolean contains(int status) {
        return spans.stream().anyMatch(span -> span.first <= status && status <= span.last);
    }

    /** Returns the response when its status is expected; {@code http-status} when it is not. */
    public Parsed<Answer.Http> expect(Answer.Http response) {
        return contains(response.status())
                ? Parsed.of(response)
                : Parsed.refused(
                        Reason.HTTP_STATUS,
                        "status " + response.status() + StatusHint.way(response) + ", expected " + text
                                + (response.redirects() > 0 && expectsRedirect()
                                        ? "; followRedirects=false judges the redirect itself"
                                        : "")
                                + StatusHint.of(response));
    }

    private boolean expectsRedirect() {
        return spans.stream().anyMatch(span -> span.first < 400 && span.last >= 300 && span.last < 400);
    }

    /** Returns it as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** Codes that follow each other, both ends inside. */
    private record Span(int first, int last) {

        private static final Pattern CLASS = Pattern.compile("([1-5])xx");
        private static final Pattern CODES = Pattern.compile("(\\d{3})(?:\\s*-\\s*(\\d{3}))?");

        static Span parse(String item) {
            Matcher whole = CLASS.matcher(item);
            if (whole.matches()) {
                int first = Integer.parseInt(whole.group(1)) * 100;
                return possible(item, new Span(first, first + 99));
            }
            Matcher codes = CODES.matcher(item);
            if (!codes.matches()) {
                throw new IllegalArgumentException(
                        "\"" + item + "\" is not an HTTP status; write 200, 2xx, 200-204 or a comma list of these");
            }
            int first = Integer.parseInt(codes.group(1));
            int last = codes.group(2) == null ? first : Integer.parseInt(codes.group(2));
            if (first < LEAST || last > MOST) {
                throw new IllegalArgumentException("\"" + item + "\" is not between " + LEAST + " and " + MOST);
            }
            if (first > last) {
                throw new IllegalArgumentException("\"" + item + "\" ends before it begins");
            }
            return possible(item, new Span(first, last));
        }

        private static Span possible(String item, Span span) {
            if (span.last < LEAST_OF_ANSWERS) {
                throw new IllegalArgumentException("\"" + item + "\" never comes true: a status below "
                        + LEAST_OF_ANSWERS + " only announces the answer, which has another one");
            }
            return span;
        }
    }
}
