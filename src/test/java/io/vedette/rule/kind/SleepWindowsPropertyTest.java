package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vedette.rule.Verdict.Sleep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Sleep windows against a plain model: every window written out for every day, and looked through. */
class SleepWindowsPropertyTest {

    private static final Instant MONDAY = Instant.parse("2018-06-25T00:00:00Z");

    @Property(tries = 2_000)
    void sleepsWhenAnyWindowOfAnyDayIsOn(
            @ForAll @Size(max = 4) List<@IntRange(max = 287) Integer> starts,
            @ForAll @Size(min = 4, max = 4) List<@IntRange(min = 1, max = 300) Integer> lengths,
            @ForAll @IntRange(max = 2 * 288 * 5 - 1) int moment) {
        Instant now = MONDAY.plus(Duration.ofSeconds(150L * moment));
        SleepWindows windows = windows(starts, lengths);

        assertThat(windows.at(now).isPresent())
                .isEqualTo(everyDay(starts, lengths).stream().anyMatch(sleep -> isOn(sleep, now)));
        windows.at(now).ifPresent(sleep -> assertThat(isOn(sleep, now)).isTrue());
    }

    @Property(tries = 2_000)
    void lastSleptFromTheStartOfTheFirstOfTheWindowsThatAdjoin(
            @ForAll @Size(max = 4) List<@IntRange(max = 287) Integer> starts,
            @ForAll @Size(min = 4, max = 4) List<@IntRange(min = 1, max = 100) Integer> lengths,
            @ForAll @IntRange(max = 2 * 288 * 5 - 1) int moment) {
        Instant now = MONDAY.plus(Duration.ofSeconds(150L * moment));
        SleepWindows windows = windows(starts, lengths);
        if (windows.at(now).isPresent()) {
            return;
        }

        assertThat(windows.before(now)).isEqualTo(lastBefore(now, everyDay(starts, lengths)));
    }

    private static Optional<Sleep> lastBefore(Instant now, List<Sleep> all) {
        Optional<Instant> end =
                all.stream().map(Sleep::end).filter(e -> e.isBefore(now)).max(Instant::compareTo);
        return end.map(last -> {
            Instant start = last;
            for (boolean grows = true; grows; ) {
                Instant reached = start;
                Instant earlier = all.stream()
                        .filter(sleep -> isOn(sleep, reached))
                        .map(Sleep::start)
                        .min(Instant::compareTo)
                        .orElse(reached);
                grows = earlier.isBefore(start);
                start = earlier;
            }
            return new Sleep(start, last);
        });
    }

    /** Times are in steps of five minutes, so that windows often adjoin. */
    private static SleepWindows windows(List<Integer> starts, List<Integer> lengths) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < starts.size(); i++) {
            entries.addObject()
                    .put("start", LocalTime.ofSecondOfDay(300L * starts.get(i)) + ":00")
                    .put("duration", 5 * lengths.get(i));
        }
        return SleepWindows.read(entries, "sleep");
    }

    private static List<Sleep> everyDay(List<Integer> starts, List<Integer> lengths) {
        List<Sleep> all = new ArrayList<>();
        for (int day = -4; day < 8; day++) {
            for (int i = 0; i < starts.size(); i++) {
                Instant start = MONDAY.plus(Duration.ofDays(day)).plusSeconds(300L * starts.get(i));
                all.add(new Sleep(start, start.plusSeconds(300L * lengths.get(i))));
            }
        }
        return all;
    }

    private static boolean isOn(Sleep sleep, Instant now) {
        return !sleep.start().isAfter(now) && !sleep.end().isBefore(now);
    }
}
