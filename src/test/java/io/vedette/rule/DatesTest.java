package io.vedette.rule;

import static io.vedette.rule.kind.Answering.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a date that endpoints send. */
class DatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2018-06-28T11:37:48Z",
                "2018-06-28t11:37:48z",
                "2018-06-28 11:37:48Z",
                "2018-06-28 11:37:48",
                "2018-06-28T11:37:48",
                " 2018-06-28T11:37:48Z ",
                "2018-06-28T11:37:48.0Z",
                "2018-06-28T11:37:48,000Z",
                "2018-06-28T11:37:48.0000000000000000000000001Z",
                "2018-06-28T13:37:48+02:00",
                "2018-06-28T13:37:48+0200",
                "2018-06-28T13:37:48+02",
                "2018-06-28T13:37:48+02:00:00",
                "2018-06-28 13:37:48 +0200",
                "2018-06-28T07:07:48-04:30",
                "2018-06-28T11:37:48+00:00",
                "2018-06-28T11:37:48-00:00",
                "2018-06-29T05:37:48+18:00",
                "2018-06-28 11:37:48 UTC",
                "2018-06-28T11:37:48GMT",
                "2018-06-28T13:37:48+02:00[Europe/Zurich]",
                "2018-06-28T13:37:48[Europe/Zurich]",
                "2018-06-28T11:37:48Z[UTC]",
                "2018-06-28T11:37:48Z[Europe/Zurich]",
                "20180628T113748Z",
                "20180628T133748+0200",
                "1530185868",
                "1530185868000",
                "1530185868.0",
                "1530185868000.0",
                "1.530185868e9",
                "1.530185868E+12"
            })
    void readsOneInstantInManyForms(String text) {
        assertThat(Dates.parse(text)).contains(Instant.parse("2018-06-28T11:37:48Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thu, 28 Jun 2018 11:37:48 GMT",
                "Thu, 28 Jun 2018 11:37:48 +0000",
                "Thu, 28 Jun 2018 13:37:48 +0200",
                "Thu, 28 Jun 2018 13:37:48 +02:00 (CEST)",
                "28 Jun 2018 11:37:48 GMT",
                "28 Jun 2018 11:37:48",
                "thu, 28 jun 2018 07:37:48 edt",
                "Thursday, 28-Jun-18 11:37:48 GMT",
                "Thu, 28-Jun-2018 11:37:48 UTC",
                "Thu Jun 28 11:37:48 2018",
                "Thu Jun 28 11:37:48 UTC 2018",
                "Thu Jun 28 11:37:48 AM UTC 2018",
                "Thu Jun 28 2018 13:37:48 GMT+0200 (Central European Summer Time)",
                "June 28, 2018 11:37:48 AM",
                "Jun 28 2018 11:37:48",
                "2018-06-28 11:37:48 +0000 UTC",
                "2018-06-28 13:37:48 +0200 CEST",
                "2018-06-28 17:07:48 +0530 IST m=+0.000123",
                "2018-06-28 08:37:48 -0300 -03 m=-12.5",
                "2018-06-28 11:37:48 +0000 +0000",
                "2018/06/28 11:37:48",
                "2018.06.28 11:37:48"
            })
    void readsWhatPyPingerRead(String text) {
        assertThat(Dates.parse(text)).contains(Instant.parse("2018-06-28T11:37:48Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 2 Jan 2026 03:04:05 GMT|2026-01-02T03:04:05Z",
                "Fri Jan  2 03:04:05 2026|2026-01-02T03:04:05Z",
                "2026-01-02 03:04:05.123456789 +0000 UTC m=+0.1|2026-01-02T03:04:05.123456789Z",
                "2 January 2026|2026-01-02T00:00:00Z",
                "Sunday, 06-Nov-94 08:49:37 GMT|1994-11-06T08:49:37Z",
                "Jan  2 2026  3:04PM|2026-01-02T15:04:00Z",
                "Jan 2, 2026 12:04 am|2026-01-02T00:04:00Z",
                "Sat, 31 Dec 2016 23:59:60 GMT|2017-01-01T00:00:00Z",
            })
    void readsMonthsThatAreWords(String text, Instant date) {
        assertThat(Dates.parse(text)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01/02/2026", "28/06/2018 11:55", "06-28-2018", "28.06.2018"})
    void saysWhyNobodyCanReadADateWithoutTheYearInFront(String date) {
        Verdict verdict = task("{\"status\":\"ok\",\"lastrun\":\"" + date + "\"}");

        assertThat(verdict.reasonCode()).isEqualTo("bad-lastrun");
        assertThat(verdict.message())
                .startsWith("lastrun is \"" + date
                        + "\", expected a date such as 2018-06-28T11:37:48Z; where the year is not"
                        + " first, nobody can tell day and month apart");
    }

    @ParameterizedTest
    @CsvSource({
        "2018-06-28, 2018-06-28T00:00:00Z",
        "2020-02-29, 2020-02-29T00:00:00Z",
        "2018-06-28T11:37, 2018-06-28T11:37:00Z",
        "2018-06-28T11:37+02:00, 2018-06-28T09:37:00Z",
        "2018-06-28T11:37:48.1Z, 2018-06-28T11:37:48.1Z",
        "2018-06-28T11:37:48.123456789Z, 2018-06-28T11:37:48.123456789Z",
        "2018-06-28T11:37:48.1234567899Z, 2018-06-28T11:37:48.123456789Z",
        "2018-06-28T11:37:48.123, 2018-06-28T11:37:48.123Z",
        "2018-01-28T12:37:48[Europe/Zurich], 2018-01-28T11:37:48Z",
        "2018-06-28T24:00:00Z, 2018-06-29T00:00:00Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2017-01-01T01:59:60.5+02:00, 2017-01-01T00:00:00.5Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
        "0, 1970-01-01T00:00:00Z",
        "-0.0, 1970-01-01T00:00:00Z",
        "1e-99, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59Z",
        "-0.5, 1969-12-31T23:59:59.5Z",
        "1530185868.123456789, 2018-06-28T11:37:48.123456789Z",
        "1530185868123.456, 2018-06-28T11:37:48.123456Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "253402300799999, 9999-12-31T23:59:59.999Z"
    })
    void readsTheForm(String text, Instant date) {
        assertThat(Dates.parse(text)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "yesterday",
                "ok",
                "2018-06",
                "2018-13-01T00:00:00Z",
                "2018-00-01T00:00:00Z",
                "2018-02-29",
                "2018-06-31",
                "2018-06-00",
                "2018-6-28",
                "18-06-28",
                "28/06/2018 11:55",
                "06/28/2018",
                "28.06.2018 11:37:48",
                "2018-06-28T",
                "2018-06-28T11",
                "2018-06-28T11:3",
                "2018-06-28T25:00:00Z",
                "2018-06-28T24:00:01Z",
                "2018-06-28T11:60:00Z",
                "2018-06-28T11:37:61Z",
                "2018-06-28T11:37:60Z",
                "2018-06-28T11:37:48.Z",
                "2018-06-28T11:37:48+",
                "2018-06-28T11:37:48+2",
                "2018-06-28T11:37:48+02:",
                "2018-06-28T11:37:48+02:60",
                "2018-06-28T11:37:48+19:00",
                "2018-06-28T11:37:48ZZ",
                "2018-06-28T11:37:48Z and more",
                "2018-06-28T11:37:48 CEST",
                "2018-06-28T11:37:48[Mars/Olympus]",
                "2018-06-28T11:37:48[Europe/Zurich",
                "2018-06-28T11:37:48[]",
                "2018-06-28T11:37:48Z[../../etc]",
                "2018-06-28  11:37:48",
                "2018-06-28X11:37:48",
                "20180628T11:37:48Z",
                "-2018-06-28T11:37:48Z",
                "+12018-06-28T11:37:48Z",
                "２０１８-06-28",
                "01/02/2026",
                "1/2/2026 03:04:05",
                "01-02-2026",
                "Thu, 28 Jun 2018 11:37:48 CEST",
                "Thu, 28 Jun 2018 24:37:48 GMT",
                "Thu, 31 Jun 2018 11:37:48 GMT",
                "Thu, 28 June_ 2018 11:37:48 GMT",
                "Thu, 28 Jun 2018 13:37 PM",
                "28 Jun",
                "Jun 28 18",
                "2018-06-28 11:37:48 +0000 UTC and more",
                "2018-06-28 11:37:48 +0000 UTC m=",
                "2018-06-28 11:37:48 +0000 UTC m=+1s",
                "2018-06-28/11:37:48",
                "2018/06-28",
                "1530185868s",
                "1e400",
                "1530185868123456",
                "-99999999999",
                "253402300800000",
                "9223372036854775807",
                "99999999999999999999999999999999",
                "NaN",
                "Infinity"
            })
    void readsNothingElse(String text) {
        assertThat(Dates.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1530187200",
                "1530187200.0",
                "1530187200000",
                "1.5301872e9",
                "\"1530187200\"",
                "\"1530187200000\""
            })
    void takesNumbersAndNumericTextFromABody(String lastRun) {
        assertThat(task("{\"status\":\"ok\",\"lastrun\":" + lastRun + "}").reasonCode())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|missing-lastrun|null",
                "\"\"|bad-lastrun|\"\"",
                "\"  \"|bad-lastrun|\"\"",
                "\"soon\"|bad-lastrun|\"soon\"",
                "true|bad-lastrun|true",
                "false|bad-lastrun|false",
                "[]|bad-lastrun|an array",
                "[1530187200]|bad-lastrun|an array",
                "{}|bad-lastrun|an object",
                "{\"$date\":1530187200000}|bad-lastrun|an object",
                "1e308|bad-lastrun|1E+308",
                "-1e999999999|bad-lastrun|-1E+999999999",
                "9223372036854775807|bad-lastrun|9223372036854775807",
                "\"2018-06-28T25:00:00Z\"|bad-lastrun|\"2018-06-28T25:00:00Z\""
            })
    void showsWhatIsNoDate(String lastRun, String reason, String shown) {
        Verdict verdict = task("{\"status\":\"ok\",\"lastrun\":" + lastRun + "}");

        assertThat(verdict.reasonCode()).isEqualTo(reason);
        assertThat(verdict.message()).startsWith("lastrun is " + shown + ", expected a date");
    }
}
