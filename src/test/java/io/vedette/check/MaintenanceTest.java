package io.vedette.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {

    @ParameterizedTest(name = "{0} at {1}: until {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // UTC unless a zone is named; the start is inside, the end is not.
                "daily 02:00-04:00 | 2026-01-15T01:59:59.999Z | -",
                "daily 02:00-04:00 | 2026-01-15T02:00:00Z | 2026-01-15T04:00:00Z",
                "daily 02:00-04:00 | 2026-01-15T03:59:59.999Z | 2026-01-15T04:00:00Z",
                "daily 02:00-04:00 | 2026-01-15T04:00:00Z | -",
                "02:00-04:00 | 2026-01-15T03:00:00Z | 2026-01-15T04:00:00Z",
                "daily 02:00-04:00 Europe/Zurich | 2026-01-15T01:00:00Z | 2026-01-15T03:00:00Z",
                "daily 02:00-04:00 Europe/Zurich | 2026-07-15T00:00:00Z | 2026-07-15T02:00:00Z",
                "daily 02:00-04:00 +05:30 | 2026-07-14T20:30:00Z | 2026-07-14T22:30:00Z",
                "daily 22:00-06:00 | 2026-01-15T05:59:00Z | 2026-01-15T06:00:00Z",
                "daily 00:00-24:00 | 2026-01-15T23:59:59Z | 2026-01-16T00:00:00Z",
                "daily 22:00-24:00 | 2026-01-15T23:59:59Z | 2026-01-16T00:00:00Z",
                // Weekly: the day is that of the start. 2026-01-17 is a Saturday.
                "Sat,Sun 22:00-02:00 | 2026-01-17T01:00:00Z | -",
                "Sat,Sun 22:00-02:00 | 2026-01-17T22:00:00Z | 2026-01-18T02:00:00Z",
                "Sat,Sun 22:00-02:00 | 2026-01-18T01:59:00Z | 2026-01-18T02:00:00Z",
                "Sat,Sun 22:00-02:00 | 2026-01-19T01:59:00Z | 2026-01-19T02:00:00Z",
                "Sat,Sun 22:00-02:00 | 2026-01-19T22:00:00Z | -",
                "Mon-Fri 08:00-09:00 | 2026-01-16T08:30:00Z | 2026-01-16T09:00:00Z",
                "Mon-Fri 08:00-09:00 | 2026-01-17T08:30:00Z | -",
                "Fri - Mon 08:00-09:00 | 2026-01-18T08:30:00Z | 2026-01-18T09:00:00Z",
                "saturday 08:00-09:00 | 2026-01-17T08:30:00Z | 2026-01-17T09:00:00Z",
                // Cron, for as long as it says.
                "cron \"0 2 * * *\" for 90m | 2026-01-15T01:59:59Z | -",
                "cron \"0 2 * * *\" for 90m | 2026-01-15T02:00:00Z | 2026-01-15T03:30:00Z",
                "cron \"0 2 * * *\" for 90m | 2026-01-15T03:29:59.999Z | 2026-01-15T03:30:00Z",
                "cron \"0 2 * * *\" for 90m | 2026-01-15T03:30:00Z | -",
                "cron \"0 2 * * *\" for 90m Europe/Zurich | 2026-07-15T00:30:00Z | 2026-07-15T01:30:00Z",
                "cron '0 3 1 * *' for 2d | 2026-02-02T23:00:00Z | 2026-02-03T03:00:00Z",
                "cron '0 3 1 * *' for 2d | 2026-02-03T03:00:00Z | -",
                "cron '30 6 * * 1-5' for 1h | 2026-01-16T07:00:00Z | 2026-01-16T07:30:00Z",
                "cron '30 6 * * 1-5' for 1h | 2026-01-17T07:00:00Z | -",
                // Once.
                "2026-03-01T02:00/2026-03-01T06:00 Europe/Zurich | 2026-03-01T00:59:59Z | -",
                "2026-03-01T02:00/2026-03-01T06:00 Europe/Zurich | 2026-03-01T01:00:00Z | 2026-03-01T05:00:00Z",
                "2026-03-01T02:00/2026-03-01T06:00 Europe/Zurich | 2026-03-01T05:00:00Z | -",
                // Several: the last end counts.
                "daily 02:00-04:00; daily 03:00-05:00 | 2026-01-15T03:30:00Z | 2026-01-15T05:00:00Z",
                "daily 02:00-04:00; Sat 10:00-11:00; | 2026-01-17T10:30:00Z | 2026-01-17T11:00:00Z",
            })
    void isOn(String windows, Instant now, Instant until) {
        assertThat(Maintenance.parse(windows).onUntil(now)).isEqualTo(Optional.ofNullable(until));
    }

    @ParameterizedTest(name = "{0} at {1}: next at {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "daily 02:00-04:00 | 2026-01-15T01:59:59.999Z | 2026-01-15T02:00:00Z",
                "daily 02:00-04:00 | 2026-01-15T02:00:00Z | 2026-01-16T02:00:00Z",
                "daily 22:00-06:00 | 2026-01-15T05:59:00Z | 2026-01-15T22:00:00Z",
                "daily 02:00-04:00 +05:30 | 2026-07-14T19:30:00Z | 2026-07-14T20:30:00Z",
                "Sat 22:00-02:00 | 2026-01-17T22:00:00Z | 2026-01-24T22:00:00Z",
                "Mon-Fri 08:00-09:00 | 2026-01-16T08:30:00Z | 2026-01-19T08:00:00Z",
                "daily 02:30-04:00 Europe/Zurich | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z",
                "daily 02:30-04:00 Europe/Zurich | 2026-10-25T00:10:00Z | 2026-10-25T00:30:00Z",
                "daily 02:30-04:00 Europe/Zurich | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z",
                "cron '30 2 * * *' for 90m Europe/Zurich | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z",
                "cron '30 2 * * *' for 90m Europe/Zurich | 2026-10-25T00:10:00Z | 2026-10-25T00:30:00Z",
                "cron '30 2 * * *' for 90m Europe/Zurich | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z",
                "cron '0 3 1 * *' for 2d | 2026-02-01T03:00:00Z | 2026-03-01T03:00:00Z",
                "2026-03-01T02:00/2026-03-01T06:00 Europe/Zurich | 2026-02-01T00:59:59Z | 2026-03-01T01:00:00Z",
                "2026-03-01T02:00/2026-03-01T06:00 Europe/Zurich | 2026-03-01T01:00:00Z | -",
                "daily 02:00-04:00; daily 03:00-05:00 | 2026-01-15T02:30:00Z | 2026-01-15T03:00:00Z",
            })
    void beginsNext(String windows, Instant now, Instant start) {
        Maintenance maintenance = Maintenance.parse(windows);

        assertThat(maintenance.nextStart(now)).isEqualTo(Optional.ofNullable(start));
        maintenance
                .nextStart(now)
                .ifPresent(begun -> assertThat(maintenance.onUntil(begun)).isPresent());
    }

    /**
     * Zurich: on 2026-03-29 from 02:00 to 03:00 at 01:00Z, on 2026-10-25 from 03:00 back to 02:00 at 01:00Z. New York: on
     * 2026-03-08 from 02:00 to 03:00 at 07:00Z, on 2026-11-01 from 02:00 back to 01:00 at 06:00Z.
     */
    @ParameterizedTest(name = "{0} on {1}: from {2} to {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // Over the change: by the clock on the wall, an hour less or more.
                "daily 01:00-05:00 Europe/Zurich | 2026-03-29T00:00:00Z | 2026-03-29T03:00:00Z",
                "daily 01:00-05:00 Europe/Zurich | 2026-10-24T23:00:00Z | 2026-10-25T04:00:00Z",
                "daily 00:30-05:00 America/New_York | 2026-03-08T05:30:00Z | 2026-03-08T09:00:00Z",
                "daily 00:30-05:00 America/New_York | 2026-11-01T04:30:00Z | 2026-11-01T10:00:00Z",
                // Over midnight and the change.
                "Sat 22:00-04:00 Europe/Zurich | 2026-03-28T21:00:00Z | 2026-03-29T02:00:00Z",
                "Sat 22:00-04:00 Europe/Zurich | 2026-10-24T20:00:00Z | 2026-10-25T03:00:00Z",
                "Sat 22:00-04:00 America/New_York | 2026-03-08T03:00:00Z | 2026-03-08T08:00:00Z",
                "Sat 22:00-04:00 America/New_York | 2026-11-01T02:00:00Z | 2026-11-01T09:00:00Z",
                // 02:30 does not exist: it is the moment of the change.
                "daily 02:30-04:00 Europe/Zurich | 2026-03-29T01:00:00Z | 2026-03-29T02:00:00Z",
                "daily 01:00-02:30 Europe/Zurich | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z",
                "daily 02:30-04:00 America/New_York | 2026-03-08T07:00:00Z | 2026-03-08T08:00:00Z",
                "daily 01:00-02:30 America/New_York | 2026-03-08T06:00:00Z | 2026-03-08T07:00:00Z",
                // 02:30 (in New York 01:30) comes twice: a start is the first, an end the second.
                "daily 02:30-04:00 Europe/Zurich | 2026-10-25T00:30:00Z | 2026-10-25T03:00:00Z",
                "daily 01:00-02:30 Europe/Zurich | 2026-10-24T23:00:00Z | 2026-10-25T01:30:00Z",
                "daily 02:10-02:50 Europe/Zurich | 2026-10-25T00:10:00Z | 2026-10-25T01:50:00Z",
                "daily 01:30-04:00 America/New_York | 2026-11-01T05:30:00Z | 2026-11-01T09:00:00Z",
                "daily 00:00-01:30 America/New_York | 2026-11-01T04:00:00Z | 2026-11-01T06:30:00Z",
                // One-offs likewise.
                "2026-03-29T02:30/2026-03-29T05:00 Europe/Zurich | 2026-03-29T01:00:00Z | 2026-03-29T03:00:00Z",
                "2026-10-25T02:30/2026-10-25T02:45 Europe/Zurich | 2026-10-25T00:30:00Z | 2026-10-25T01:45:00Z",
                "2026-11-01T01:30/2026-11-01T01:45 America/New_York | 2026-11-01T05:30:00Z | 2026-11-01T06:45:00Z",
                // Cron begins by the clock and lasts as long as it says.
                "cron '0 1 * * *' for 4h Europe/Zurich | 2026-03-29T00:00:00Z | 2026-03-29T04:00:00Z",
                "cron '0 1 * * *' for 4h Europe/Zurich | 2026-10-24T23:00:00Z | 2026-10-25T03:00:00Z",
                "cron '30 2 * * *' for 90m Europe/Zurich | 2026-03-29T01:00:00Z | 2026-03-29T02:30:00Z",
                "cron '30 2 * * *' for 90m Europe/Zurich | 2026-10-25T00:30:00Z | 2026-10-25T02:00:00Z",
                "cron '30 2 * * *' for 15m Europe/Zurich | 2026-10-25T00:30:00Z | 2026-10-25T00:45:00Z",
                "cron '0 0 * * *' for 4h America/New_York | 2026-03-08T05:00:00Z | 2026-03-08T09:00:00Z",
                "cron '30 2 * * *' for 1h America/New_York | 2026-03-08T07:00:00Z | 2026-03-08T08:00:00Z",
                "cron '30 1 * * *' for 90m America/New_York | 2026-11-01T05:30:00Z | 2026-11-01T07:00:00Z",
                "cron '30 1 * * *' for 10m America/New_York | 2026-11-01T05:30:00Z | 2026-11-01T05:40:00Z",
            })
    void keepsItsTimesInTheNightsWhenClocksAreSet(String windows, Instant start, Instant end) {
        Maintenance maintenance = Maintenance.parse(windows);

        for (Instant now = start.minusSeconds(7_200); now.isBefore(end.plusSeconds(7_200)); now = now.plusSeconds(60)) {
            boolean on = !now.isBefore(start) && now.isBefore(end);
            assertThat(maintenance.onUntil(now)).as("at %s", now).isEqualTo(on ? Optional.of(end) : Optional.empty());
        }
        assertThat(maintenance.onUntil(start.minusMillis(1))).isEmpty();
        assertThat(maintenance.onUntil(end.minusMillis(1))).contains(end);
    }

    @Test
    void doesNotTakePlaceWhenItLiesWhollyInTheHourThatIsSkipped() {
        Maintenance maintenance = Maintenance.parse("daily 02:15-02:45 Europe/Zurich");

        for (int minute = -120; minute < 120; minute++) {
            assertThat(maintenance.onUntil(Instant.parse("2026-03-29T01:00:00Z").plusSeconds(minute * 60L)))
                    .isEmpty();
        }
        assertThat(maintenance.onUntil(Instant.parse("2026-03-30T00:30:00Z"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tomorrow | \"tomorrow\" is not a maintenance window; write daily 02:00-04:00 Europe/Zurich, Sat,Sun 22:00-02:00, cron \"0 2 * * *\" for 90m, or 2026-03-01T02:00/2026-03-01T06:00",
                "daily 02:00-04:00; soon | \"soon\" is not a maintenance window",
                "daily 25:00-26:00 | \"25:00\" is not a time of day; write 00:00 to 24:00",
                "daily 24:00-02:00 | \"24:00\" is the end of a day",
                "daily 02:00-02:00 | \"daily 02:00-02:00\" begins when it ends; write 00:00-24:00 for a whole day",
                "Caturday 02:00-04:00 | \"Caturday\" is not a day; write daily, or Mon,",
                "daily 02:00-04:00 Europe/Zürich | \"Europe/Zürich\" is not a time zone; write one such as Europe/Zurich, did you mean \"Europe/Zurich\"?",
                "cron \"0 2 * *\" for 90m | \"0 2 * *\" is not a cron expression",
                "cron \"0 25 * * *\" for 90m | \"0 25 * * *\" is not a cron expression",
                "cron \"0 2 30 2 *\" for 90m | \"0 2 30 2 *\" is not a cron expression",
                "cron \"0 2 * * *\" for ever | \"ever\" is not a duration",
                "cron \"0 2 * * *\" for 0s | \"0s\" must be longer than 0s",
                "cron \"0 2 * * *\" | is not a maintenance window",
                "2026-02-30T02:00/2026-03-01T06:00 | \"2026-02-30T02:00\" is not a date and time",
                "2026-03-01T06:00/2026-03-01T02:00 | ends before it begins",
            })
    void tellsWhatIsWrongAndWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> Maintenance.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isNeverOnWithoutWindows() {
        assertThat(Maintenance.parse(" ; ")).isEqualTo(Maintenance.NONE);
        assertThat(Maintenance.NONE.onUntil(Instant.parse("2026-01-15T03:00:00Z")))
                .isEmpty();
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "2026-03-01T02:00/2026-03-01T06:00 UTC, 2026-03-01T05:59:59Z, false",
        "2026-03-01T02:00/2026-03-01T06:00 UTC, 2026-03-01T06:00:00Z, true",
        "2026-03-01T02:00/2026-03-01T06:00; daily 02:00-04:00, 2027-01-01T00:00:00Z, false",
        "daily 02:00-04:00, 2027-01-01T00:00:00Z, false",
        "'', 2027-01-01T00:00:00Z, false"
    })
    void isPastWhenNoneOfItsWindowsComesAgain(String text, java.time.Instant now, boolean past) {
        assertThat(Maintenance.parse(text).isPast(now)).isEqualTo(past);
    }
}
