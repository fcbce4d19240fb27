package io.vedette.alert;

import io.vedette.rule.Text;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A digest as messages with a title have it.
 *
 * @param heading the first line: what happened, or how much of what
 * @param details the lines below it; empty where there are none
 */
record MessageText(String heading, String details) {

    /** Fewer characters than this are asked of nobody. */
    private static final int FEWEST = 80;

    static MessageText of(Digest digest, int most) {
        String text = DigestText.plain(most).of(digest);
        int end = text.indexOf('\n');
        return end < 0
                ? new MessageText(text, "")
                : new MessageText(text.substring(0, end), text.substring(end).strip());
    }

    /**
     * Returns the longest message that fits. What makes text harmless for a vendor makes it longer, and vendors count in
     * characters, in bytes and in those of the whole JSON: so it is made, measured, and made anew of less.
     *
     * @param most the most characters of plain text to begin with
     * @param form what is sent, made of the text
     * @param fits whether the vendor takes it
     */
    static <T> T fitting(Digest digest, int most, Function<MessageText, T> form, Predicate<T> fits) {
        for (int room = most; ; room = room * 3 / 4) {
            T message = form.apply(of(digest, room));
            if (room < FEWEST || fits.test(message)) {
                return message;
            }
        }
    }

    /** Returns all of it. */
    String whole() {
        return details.isEmpty() ? heading : heading + "\n" + details;
    }

    /** Returns the heading where a title takes so many characters. */
    String title(int most) {
        return heading.length() <= most ? heading : Text.bounded(heading, most - 1);
    }

    /** Returns what stands below such a title: the details, with the heading above them where the title does not hold it all. */
    String below(int most) {
        if (details.isEmpty()) {
            return heading;
        }
        return heading.length() <= most ? details : whole();
    }
}
