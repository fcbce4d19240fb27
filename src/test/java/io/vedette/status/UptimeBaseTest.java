package io.vedette.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.history.Result;
import io.vedette.rule.Status;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of how long an uptime is, everywhere it is shown: that of five minutes is no uptime of an hour. */
class UptimeBaseTest {

    private final Room room = Room.furnished();

    @BeforeEach
    void watchForFiveMinutes() {
        room.history.since.put("shop", room.clock.instant().minus(Duration.ofMinutes(5)));
        room.history.since.put("till", room.clock.instant().minus(Duration.ofMinutes(3)));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/checks/shop,                     /data/watchedSince",
        "/api/v1/checks?q=shop,                   /data/0/watchedSince",
        "/api/v1/overview?group=web,              /data/groups/0/uptime24h/since",
        "/api/v1/overview/group?name=web&q=shop,  /data/0/uptime24h/since",
        "/api/v1/reports?group=web,               /data/groups/0/uptime/since",
        "/api/v1/reports?group=web,               /data/groups/0/checks/0/uptime/since"
    })
    void isInTheApi(String path, String field) throws Exception {
        JsonNode answer = Room.JSON.readTree(room.get(path).body());

        assertThat(answer.at(field).asText()).isEqualTo("2026-03-01T11:55:00.000Z");
    }

    @ParameterizedTest
    @CsvSource({"PT5M,    90 % of 5 min", "PT23H,   90 % of 23 h", "PT25H,   90 % of 1 day", "PT2159H, 90 % of 1 day"})
    void isOnTheStatusPage(Duration watched, String said) {
        room.history.since.put("shop", room.clock.instant().minus(watched));

        assertThat(room.get("/status").body()).contains(">" + said + "<");
    }

    @Test
    void isNinetyDaysWhereAllOfThemAreKnown() {
        for (int day = 0; day < 90; day++) {
            room.history.results.add(new Result(
                    "shop", room.clock.instant().minus(Duration.ofDays(day)), Status.OK, Duration.ZERO, "", ""));
        }
        room.history.since.put("shop", room.clock.instant().minus(Duration.ofDays(89)));

        assertThat(room.get("/status").body()).contains("of 90 days<");
    }

    @ParameterizedTest
    @CsvSource({"PT5M, 5 min", "PT70H, 2 d 22 h", "PT719H, 30d", "PT9000H, 30d"})
    void isOnABadge(Duration watched, String base) {
        room.history.since.put("shop", room.clock.instant().minus(watched));

        assertThat(room.get("/badge/shop.svg?type=uptime").body()).contains("<title>shop " + base + ": 90%</title>");
    }

    @Test
    void isNotSaidWhereItIsNotKnown() throws Exception {
        JsonNode stock = Room.JSON.readTree(room.get("/api/v1/checks/stock").body());

        assertThat(stock.at("/data").has("watchedSince")).isTrue();
        assertThat(stock.at("/data/watchedSince").isNull()).isTrue();
    }
}
