package io.vedette.target;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many alerts a message to a target holds: all of a window, whatever happened in it, but fewer for a target that says
 * that it is too large. Safe for several threads.
 */
public final class MessageSizes {

    /** As many as there may be checks; a bound all the same, so that one message fits the memory. */
    public static final int MOST = 10_000;

    private final Map<String, Integer> smaller = new ConcurrentHashMap<>();

    public int most(String target) {
        return smaller.getOrDefault(target, MOST);
    }

    /**
     * Takes note that a message was too large.
     *
     * @return whether the next one is smaller; one alert cannot be divided
     */
    public boolean wasTooLarge(String target, int alerts) {
        if (alerts < 2) {
            return false;
        }
        smaller.put(target, (alerts + 1) / 2);
        return true;
    }

    /** Takes note that a message was taken. One that is not full was all that waited: the next may be whole again. */
    public void wasTaken(String target, int alerts) {
        smaller.computeIfPresent(target, (name, most) -> alerts < most ? null : most);
    }
}
