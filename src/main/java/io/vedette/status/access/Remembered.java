package io.vedette.status.access;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered for a while; of too much the newest. Not safe for several threads. */
final class Remembered {

    private static final int MOST = 10_000;

    private final Map<String, Instant> until = new LinkedHashMap<>();

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
        if (end != null && !now.isBefore(end)) {
            until.remove(what);
            return false;
        }
        return end != null;
    }
}
