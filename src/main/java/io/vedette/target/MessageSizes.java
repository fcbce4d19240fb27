package io.vedette.target;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides how many alerts a message to a target holds: all of a group window, but fewer for a target that refused one as too
 * large. Safe for several threads.
 */
public final class MessageSizes {

    /** As many as there may be checks; a bound all the same, so that one message fits the memory. */
    public static final int MOST = 10_000;

    private final Map<String, Integer> smaller = new ConcurrentHashMap<>();

    /** Returns how many alerts the next message to a target may hold. */
    public int most(String target) {
        return smaller.getOrDefault(target, MOST);
    }

    /**
     * Halves the size of the next message to a target that refused one as too large.
     *
     * @return false for a message of one alert, which cannot be divided
     */
    public boolean wasTooLarge(String target, int alerts) {
        if (alerts < 2) {
            return false;
        }
        smaller.put(target, (alerts + 1) / 2);
        return true;
    }

    /** Lifts the limit when a message was taken that did not use it up: that was all that waited. */
    public void wasTaken(String target, int alerts) {
        smaller.computeIfPresent(target, (name, most) -> alerts < most ? null : most);
    }
}
