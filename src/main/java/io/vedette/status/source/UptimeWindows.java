package io.vedette.status.source;

import io.vedette.history.History;
import java.time.Duration;
import java.util.List;

/** The windows that uptime is known for, by the names that callers know: {@code 24h}, {@code 7d}, {@code 30d}, {@code 90d}. */
public final class UptimeWindows {

    /** The names, in the order of {@link History#WINDOWS}. */
    public static final List<String> NAMES =
            History.WINDOWS.stream().map(UptimeWindows::name).toList();

    private UptimeWindows() {}

    /** Returns the window of a name. */
    public static Duration of(String name) {
        return History.WINDOWS.get(NAMES.indexOf(name));
    }

    private static String name(Duration window) {
        return window.toDays() > 1 ? window.toDays() + "d" : window.toHours() + "h";
    }
}
