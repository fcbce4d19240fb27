package io.vedette.rule;

import io.vedette.probe.Answer;
import java.util.BitSet;

/**
 * The HTTP status codes that a check expects, as operators write them: {@code 2xx}, {@code 200,201}, {@code 200-204}, or
 * several of these with commas.
 */
public final class StatusCodes {

    /** The default of every check: 200 to 299. */
    public static final StatusCodes SUCCESS = parse("2xx");

    private final String text;
    private final BitSet codes;

    private StatusCodes(String text, BitSet codes) {
        this.text = text;
        this.codes = codes;
    }

    /**
     * Reads a list of codes.
     *
     * @throws IllegalArgumentException with a message for the operator when the text is no such list
     */
    public static StatusCodes parse(String text) {
        BitSet codes = new BitSet();
        for (String item : text.split(",", -1)) {
            String range = item.strip();
            int dash = range.indexOf('-');
            int first = code(dash < 0 ? range : range.substring(0, dash), '0');
            int last = code(dash < 0 ? range : range.substring(dash + 1), '9');
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no list of HTTP status codes; write 2xx, 200-204 or 200,201");
            }
            codes.set(first, last + 1);
        }
        return new StatusCodes(text.strip(), codes);
    }

    /** Whether a code is expected. */
    public boolean include(int status) {
        return status >= 0 && codes.get(status);
    }

    /** The response when its status is expected; {@code http-status} when it is not. */
    public Reading<Answer.Http> expect(Answer.Http response) {
        return include(response.status())
                ? Reading.of(response)
                : Reading.refused(Reason.HTTP_STATUS, "status " + response.status() + ", expected " + text);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** A code of three digits, of which {@code x} stands for the given one; -1 when it is none. */
    private static int code(String text, char wildcard) {
        String digits = text.strip().replace('x', wildcard).replace('X', wildcard);
        boolean isCode = digits.length() == 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isCode && text.strip().charAt(0) >= '1' && text.strip().charAt(0) <= '9' ? Integer.parseInt(digits) : -1;
    }
}
