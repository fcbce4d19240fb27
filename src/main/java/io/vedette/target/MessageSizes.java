package io.vedette.target;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides how many alerts a message to a target may hold: all of a group window, but fewer after the target refused a message as
 * too large. Safe for several threads.
 */
public final class MessageSizes {

    /** The most alerts of any message, so that one fits into memory; as many as there may be checks. */
    public static final int MOST = 10_000;

    private final Map<String, Integer> smaller = new ConcurrentHashMap<>();

    /** Returns how many alerts the next message to a target may hold. */
    public int most(String target) {
        return smaller.getOrDefault(target, MOST);
    }

    /**
     * Halves the size of the next message to a target that refused one as too large.
     *
     * @return false if the message had only one alert and cannot be divided
     */
    public boolean wasTooLarge(String target, int alerts) {
        if (alerts < 2) {
            return false;
        }
        smaller.put(target, (alerts + 1) / 2);
        return true;
    }

    /** Lifts the limit: nothing waits any more, or the alert for which messages were refused is found. */
    public void lift(String target) {
        smaller.remove(target);
    }

    /** Lifts the limit after an accepted message that did not reach it: then nothing else was waiting. */
    public void wasTaken(String target, int alerts) {
        smaller.computeIfPresent(target, (name, most) -> alerts < most ? null : most);
    }
}
