package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "0 3 * * *,   UTC,           2026-01-01T02:59:59Z, 2026-01-01T03:00:00Z",
        "0 3 * * *,   UTC,           2026-01-01T03:00:00Z, 2026-01-02T03:00:00Z",
        "0 3 * * *,   Europe/Zurich, 2026-01-01T02:00:00Z, 2026-01-02T02:00:00Z",
        "0 3 * * *,   Europe/Zurich, 2026-07-01T00:59:00Z, 2026-07-01T01:00:00Z",
        // Clocks skip from 02:00 to 03:00 at 01:00 UTC.
        "30 2 * * *,  Europe/Zurich, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "30 2 * * *,  Europe/Zurich, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
        // Clocks go back from 03:00 to 02:00 at 01:00 UTC: 02:30 comes twice.
        "30 2 * * *,  Europe/Zurich, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "30 2 * * *,  Europe/Zurich, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "30 2 * * *,  Europe/Zurich, 2026-10-25T01:10:00Z, 2026-10-26T01:30:00Z",
        "*/5 * * * *, America/New_York, 2026-11-01T05:59:00Z, 2026-11-01T07:00:00Z",
        "0 0 29 2 *,  UTC,           2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z"
    })
    void comesNextAfterAMoment(String expression, String zone, Instant moment, Instant next) {
        assertThat(CronSchedule.of(expression, ZoneId.of(zone)).after(moment)).isEqualTo(next);
    }

    @Property
    void isAlwaysLater(@ForAll @LongRange(min = 0, max = 3_000_000_000L) long second) {
        Instant moment = Instant.ofEpochSecond(second);

        assertThat(CronSchedule.of("7,37 */2 * * *", ZoneId.of("Europe/Lisbon")).after(moment))
                .isAfter(moment)
                .isBefore(moment.plusSeconds(5 * 3_600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * *", "61 * * * *", "0 0 31 2 *", "@daily x", ""})
    void refusesWhatIsNone(String expression) {
        assertThatThrownBy(() -> CronSchedule.of(expression, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a cron expression");
    }
}
