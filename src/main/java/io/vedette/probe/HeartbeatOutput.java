package io.vedette.probe;

import java.time.Instant;

/**
 * What a job said with a call, bounded.
 *
 * @param at when it came
 * @param event what the call told: success, fail, start, log
 * @param text the beginning of what it sent; empty when it sent nothing
 */
public record HeartbeatOutput(Instant at, String event, String text) {

    /** So many characters are kept. */
    public static final int LONGEST = 10_000;

    public HeartbeatOutput {
        text = beginning(text, LONGEST);
    }

    /** Returns at most so many characters of a text, and no half of one. */
    static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
