package io.vedette.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * When each endpoint was asked, as the endpoints see it: the one measure that all who ask can be held to. For one thread.
 *
 * <p>Lateness is how much longer than the interval it took until an endpoint was asked again.
 */
final class Arrivals {

    private static final int MOST = 10_000_000;

    private final Map<String, Long> last = new HashMap<>();
    private final int[] gaps = new int[MOST];
    private int noted;
    private long requests;

    void note(String path) {
        long now = System.nanoTime();
        Long before = last.put(path, now);
        requests++;
        if (before != null && noted < MOST) {
            gaps[noted++] = (int) Math.min(Integer.MAX_VALUE, (now - before) / 1_000);
        }
    }

    /**
     * Tells how many endpoints were asked at all, the requests since the last time it began anew, and the microseconds between two of
     * an endpoint: the middle one, the 99th percentile and the longest.
     */
    String told(boolean anew) {
        int[] sorted = Arrays.copyOf(gaps, noted);
        Arrays.sort(sorted);
        String told = String.format(
                Locale.ROOT, "%d %d %d %d %d", last.size(), requests, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        if (anew) {
            noted = 0;
            requests = 0;
        }
        return told;
    }

    private static int at(int[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
    }
}
