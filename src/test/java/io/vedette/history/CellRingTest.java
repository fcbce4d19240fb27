package io.vedette.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The last two hours of a check in forty cells. */
class CellRingTest {

    private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

    private final CellRing ring = new CellRing();

    @Test
    void keepsTheWorstAndTheSlowestOfThreeMinutes() {
        ring.add(NOW.minusSeconds(170), Status.OK, Duration.ofMillis(40));
        ring.add(NOW.minusSeconds(100), Status.ERROR, Duration.ofMillis(900));
        ring.add(NOW.minusSeconds(30), Status.OK, Duration.ofMillis(20));

        assertThat(ring.until(NOW).get(38)).isEqualTo(new Cell(Optional.of(Status.ERROR), Duration.ofMillis(900)));
        assertThat(ring.until(NOW).get(39)).isEqualTo(Cell.EMPTY);
    }

    @Test
    void forgetsWhatIsOlderThanTwoHours() {
        ring.add(NOW, Status.ERROR, Duration.ZERO);
        ring.add(NOW.plus(Duration.ofHours(5)), Status.OK, Duration.ZERO);

        assertThat(ring.until(NOW.plus(Duration.ofHours(5))))
                .filteredOn(cell -> cell.worst().isPresent())
                .containsExactly(new Cell(Optional.of(Status.OK), Duration.ZERO));
    }

    @Test
    void takesNoNoticeOfWhatComesFarTooLate() {
        ring.add(NOW, Status.OK, Duration.ZERO);
        ring.add(NOW.minus(Duration.ofHours(2)), Status.ERROR, Duration.ZERO);

        assertThat(ring.until(NOW)).noneMatch(cell -> cell.worst().equals(Optional.of(Status.ERROR)));
    }

    /** Against a plain map, for any order of times within and beyond two hours. */
    @Property(tries = 300)
    void isAsAPlainMapWouldBe(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 200) Integer> minutes) {
        CellRing cells = new CellRing();
        TreeMap<Long, Status> plain = new TreeMap<>();
        Status[] statuses = Status.values();
        for (int minute : minutes) {
            Instant at = NOW.plus(Duration.ofMinutes(minute));
            Status status = statuses[minute % statuses.length];
            long cell = at.toEpochMilli() / Cell.WIDTH.toMillis();
            cells.add(at, status, Duration.ZERO);
            if (plain.isEmpty() || cell > plain.lastKey() - Cell.KEPT) {
                plain.merge(cell, status, Status::worse);
            }
        }
        Instant end = NOW.plus(Duration.ofMinutes(200));
        long last = end.toEpochMilli() / Cell.WIDTH.toMillis();

        for (int i = 0; i < Cell.KEPT; i++) {
            long cell = last - Cell.KEPT + 1 + i;
            Optional<Status> expected = plain.isEmpty() || cell <= plain.lastKey() - Cell.KEPT
                    ? Optional.empty()
                    : Optional.ofNullable(plain.get(cell));
            assertThat(cells.until(end).get(i).worst()).isEqualTo(expected);
        }
    }
}
