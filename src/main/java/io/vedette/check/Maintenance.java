package io.vedette.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a check's problems are expected and nobody is notified. Windows are written one after another with {@code ;} between them,
 * each with the time zone whose clocks it goes by, UTC when none is named:
 *
 * <pre>
 * daily 02:00-04:00 Europe/Zurich
 * Sat,Sun 22:00-02:00 America/New_York
 * cron "0 2 1 * *" for 90m Europe/Zurich
 * 2026-03-01T02:00/2026-03-01T06:00 Europe/Zurich
 * </pre>
 *
 * <p>A window begins with its start and is over at its end. Days, weeks and one-offs begin and end by the clock on the wall,
 * so on the nights when clocks are set they are an hour shorter or longer; a window of {@code cron} begins by the clock and
 * lasts as long as it says. A time that clocks skip is the moment at which they skip it; of a time that comes twice a start
 * is the first one and an end the second.
 */
public final class Maintenance {

    /** Never. */
    public static final Maintenance NONE = new Maintenance("", List.of());

    private final String text;
    private final List<MaintenanceWindow> windows;

    private Maintenance(String text, List<MaintenanceWindow> windows) {
        this.text = text;
        this.windows = windows;
    }

    /**
     * Reads windows.
     *
     * @throws IllegalArgumentException with a message for the operator: what is wrong, and what was expected
     */
    public static Maintenance parse(String text) {
        List<MaintenanceWindow> windows = new ArrayList<>();
        for (String one : text.split(";", -1)) {
            if (!one.isBlank()) {
                windows.add(MaintenanceText.window(one.strip()));
            }
        }
        return windows.isEmpty() ? NONE : new Maintenance(text.strip(), List.copyOf(windows));
    }

    /** Returns the end of the window that is on; of several the last end. Empty when none is on. */
    public Optional<Instant> onUntil(Instant now) {
        return windows.stream().flatMap(window -> window.onUntil(now).stream()).max(Comparator.naturalOrder());
    }

    /** Returns when a window next begins, after now; empty if none ever does. */
    public Optional<Instant> nextStart(Instant now) {
        return windows.stream()
                .flatMap(window -> window.nextStart(now).stream())
                .min(Comparator.naturalOrder());
    }

    /** Returns whether there are windows, and all of them were and never come again. */
    public boolean isPast(Instant now) {
        return !windows.isEmpty() && windows.stream().allMatch(window -> window.isPast(now));
    }

    /** Returns it as it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Maintenance maintenance && text.equals(maintenance.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
