package io.vedette.status.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered for a while; of too much the newest. Not safe for several threads. */
final class Remembered {

    /** For as long as whoever adds something says. */
    static final Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);

    private static final int MOST = 10_000;

    private final Duration longest;
    private final Map<String, Instant> until = new LinkedHashMap<>();

    /** @param longest what is to be remembered for longer than this was added before the clock was set back, and is over */
    Remembered(Duration longest) {
        this.longest = longest;
    }

    void add(String what, Instant end) {
        until.remove(what);
        until.put(what, end);
        if (until.size() > MOST) {
            Iterator<String> oldest = until.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    boolean has(String what, Instant now) {
        Instant end = until.get(what);
        if (end != null && (!now.isBefore(end) || Duration.between(now, end).compareTo(longest) > 0)) {
            until.remove(what);
            return false;
        }
        return end != null;
    }
}
