package io.vedette.rule.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.JsonText;
import io.vedette.rule.Verdict.Sleep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The times of day in which a task says that it does not run, as py-pinger's tasks tell them:
 * {@code [{"start": "22:00:00", "duration": 450}]}. Times are UTC, durations are minutes. A window begins every day, may
 * cross midnight or last over a day, and both its ends belong to it. Windows that overlap or adjoin make one sleep.
 *
 * <p>Nothing is remembered between two answers, so a window counts the same right after a restart. An entry that cannot
 * be read is passed over with a warning; a duration of zero is no window.
 *
 * @see <a href="https://github.com/bobbydams/py-pinger">py-pinger</a>
 */
final class SleepWindows {

    /** No window. */
    public static final SleepWindows NONE = new SleepWindows(List.of(), List.of());

    /** More entries than this are not read. */
    static final int MOST_ENTRIES = 1_000;

    private static final int MOST_WARNINGS = 20;
    private static final Duration DAY = Duration.ofDays(1);

    private final List<SleepWindow> windows;
    private final List<String> warnings;

    private SleepWindows(List<SleepWindow> windows, List<String> warnings) {
        this.windows = windows;
        this.warnings = warnings;
    }

    /** Reads the array of windows that an answer holds; {@code name} is what warnings call it. */
    public static SleepWindows read(JsonNode entries, String name) {
        if (entries.isMissingNode() || entries.isNull()) {
            return NONE;
        }
        if (!entries.isArray()) {
            return new SleepWindows(List.of(), List.of(name + " is " + JsonText.of(entries) + ", expected an array"));
        }
        List<SleepWindow> windows = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        if (entries.size() > MOST_ENTRIES) {
            warnings.add(name + " has " + entries.size() + " entries; only the first " + MOST_ENTRIES + " count");
        }
        int most = Math.min(entries.size(), MOST_ENTRIES);
        for (int i = 0; i < most; i++) {
            String entry = name + "[" + i + "]";
            SleepWindow.read(entries.get(i), fault -> {
                        if (warnings.size() < MOST_WARNINGS) {
                            warnings.add(entry + " is ignored: " + fault);
                        }
                    })
                    .ifPresent(windows::add);
        }
        return new SleepWindows(windows, warnings);
    }

    /** Returns what was passed over, for the operator. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns the sleep that is on. When there is no time awake at all: the window that ends last. */
    public Optional<Sleep> at(Instant now) {
        for (Sleep span : spans(now)) {
            if (!span.start().isAfter(now) && !span.end().isBefore(now)) {
                return Optional.of(isEndless(span) ? endsLast(now) : span);
            }
        }
        return Optional.empty();
    }

    /** Returns the last sleep that is over. */
    public Optional<Sleep> before(Instant now) {
        Sleep last = null;
        for (Sleep span : spans(now)) {
            last = span.end().isBefore(now) ? span : last;
        }
        return Optional.ofNullable(last);
    }

    // The windows of three days hold every sleep that is on or was the last: where there is any time awake, a sleep is
    // shorter than a day.
    private List<Sleep> spans(Instant now) {
        if (windows.isEmpty()) {
            return List.of();
        }
        List<Sleep> days = new ArrayList<>(3 * windows.size());
        for (SleepWindow window : windows) {
            for (int day = -1; day <= 1; day++) {
                days.add(window.latest(now, day));
            }
        }
        days.sort(Comparator.comparing(Sleep::start));
        List<Sleep> spans = new ArrayList<>(days.size());
        Sleep span = days.get(0);
        for (Sleep next : days) {
            if (next.start().isAfter(span.end())) {
                spans.add(span);
                span = next;
            } else if (next.end().isAfter(span.end())) {
                span = new Sleep(span.start(), next.end());
            }
        }
        spans.add(span);
        return spans;
    }

    private static boolean isEndless(Sleep span) {
        return Duration.between(span.start(), span.end()).compareTo(DAY) >= 0;
    }

    private Sleep endsLast(Instant now) {
        Sleep last = windows.get(0).latest(now, 0);
        for (SleepWindow window : windows) {
            Sleep latest = window.latest(now, 0);
            last = latest.end().isAfter(last.end()) ? latest : last;
        }
        return last;
    }
}
