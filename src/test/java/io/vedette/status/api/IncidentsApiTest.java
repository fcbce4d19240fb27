package io.vedette.status.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.history.Incident;
import io.vedette.rule.Status;
import io.vedette.state.Act;
import io.vedette.state.Health;
import io.vedette.state.IncidentId;
import io.vedette.status.Room;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Incidents with what happened in them, their notes, exports and the report of a month. */
class IncidentsApiTest {

    private final Room room = new Room();
    private final Instant began = room.clock.instant().minusSeconds(600);
    private final String id = Long.toString(began.toEpochMilli(), 36) + "-1";

    IncidentsApiTest() {
        room.watch("till", "web", true);
        room.watch("stock", "back", false);
        room.observe("till", Status.ERROR);
        incident(id, "till", began, Optional.empty(), "=cmd|calc");
        incident("x-2", "stock", began.plusSeconds(30), Optional.of(began.plusSeconds(90)), "disk full");
        incident(
                "x-3",
                "till",
                began.minus(Duration.ofDays(3)),
                Optional.of(began.minus(Duration.ofDays(3)).plusSeconds(3_600)),
                "slow");
    }

    private void incident(String of, String check, Instant from, Optional<Instant> to, String message) {
        room.history.incidents.add(new Incident(of, check, from, to, Health.ERROR, "component", message, List.of()));
    }

    @Test
    void showsWhatHappenedOldestFirstWithActsAndNotes() throws Exception {
        room.mutes.acknowledge("till", "failing over", "ann");
        room.mutes.acts().add("ann", Act.Kind.ACKNOWLEDGE, "till", "failing over");
        Response noted =
                room.ask("POST", "/api/v1/incidents/" + id + "/notes?text=db-1+lost+its+disk&by=ann&public=true");

        JsonNode incident = room.json("/api/v1/incidents/" + id).path("data");

        assertThat(noted.status()).isEqualTo(201);
        assertThat(incident.path("timeline").findValuesAsText("kind"))
                .startsWith("began")
                .contains("acknowledge", "publish");
        assertThat(incident.path("owner").asText()).isEqualTo("ann");
        assertThat(incident.path("notes").findValuesAsText("text")).containsExactly("db-1 lost its disk");
        assertThat(incident.path("together").findValuesAsText("check")).containsExactly("stock");
        assertThat(incident.path("before").path("incidents").asInt()).isEqualTo(1);
        assertThat(incident.path("before").path("longestMs").asLong()).isEqualTo(3_600_000);
    }

    @Test
    void notesWhoSignedInWhateverNameIsGiven() throws Exception {
        room.server.admitted(
                new Request("POST", "/api/v1/incidents/" + id + "/notes?text=disk&by=boss", "", "").by("user ann"));
        Instant from = room.clock.instant().plusSeconds(60);
        Response announced = room.server.admitted(new Request(
                        "POST",
                        "/api/v1/announcements?title=work&by=boss&from=" + from + "&to=" + from.plusSeconds(60),
                        "",
                        "")
                .by("token ci"));

        assertThat(announced.status()).as(announced.body()).isEqualTo(201);
        assertThat(room.json("/api/v1/incidents/" + id).at("/data/notes/0/who").asText())
                .isEqualTo("ann (boss)");
        assertThat(room.json("/api/v1/acts").path("data").findValuesAsText("who"))
                .containsExactlyInAnyOrder("ann (boss)", "ci (boss)");
    }

    @Test
    void refusesANoteWithoutTextAndAnIncidentThatIsNone() {
        assertThat(room.ask("POST", "/api/v1/incidents/" + id + "/notes?text=+").status())
                .isEqualTo(400);
        assertThat(room.get("/api/v1/incidents/nothing").status()).isEqualTo(404);
        assertThat(room.get("/api/v1/incidents/zzzzzzzzzzzzzzz-1").status()).isEqualTo(404);
    }

    @Test
    void findsTheOneAmongHundredsThatBeganInTheSameMoment() throws Exception {
        for (int i = 0; i < 300; i++) {
            String check = "other-" + i;
            room.history.incidents.add(
                    0,
                    new Incident(
                            IncidentId.of(check, began),
                            check,
                            began,
                            Optional.empty(),
                            Health.ERROR,
                            "unreachable",
                            "",
                            List.of()));
        }
        String till = IncidentId.of("till", began);
        incident(till, "till", began, Optional.empty(), "gone");

        assertThat(room.json("/api/v1/incidents/" + till).at("/data/check").asText())
                .isEqualTo("till");
    }

    @Test
    void findsByWordsGroupAndTimeAlsoInNotes() throws Exception {
        room.ask("POST", "/api/v1/incidents/" + id + "/notes?text=promoting+db-2&by=ann");

        assertThat(ids("?q=DISK")).containsExactly("x-2");
        assertThat(ids("?q=promoting")).containsExactly(id);
        assertThat(ids("?group=back")).containsExactly("x-2");
        assertThat(ids("?open=true")).containsExactly(id);
        assertThat(ids("?to=" + began.minusSeconds(60))).containsExactly("x-3");
        assertThat(ids("?from=" + began.plusSeconds(1))).containsExactly("x-2");
    }

    private List<String> ids(String query) throws Exception {
        return room.json("/api/v1/incidents" + query).path("data").findValuesAsText("id");
    }

    @Test
    void writesCsvInWhichNothingIsAFormula() {
        Response csv = room.get("/api/v1/incidents?format=csv");

        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.headers()).containsEntry("Content-Disposition", "attachment; filename=\"incidents.csv\"");
        assertThat(csv.body().split("\r\n")).hasSize(4);
        assertThat(csv.body()).startsWith("id,check,group,from,to,seconds").contains("\"'=cmd|calc\"", ",600,");
        incident("w-1", "till", began.plusSeconds(50), Optional.empty(), "\uff1d1+1");
        incident("w-2", "till", began.plusSeconds(51), Optional.empty(), "\n @sum");
        assertThat(room.get("/api/v1/incidents?format=csv").body()).contains("\"'\uff1d1+1\"", "\"'  @sum\"");
    }

    /** So many that begin after the others. */
    private void later(int many) {
        for (int i = 0; i < many; i++) {
            Instant from = began.plusSeconds(100).plusMillis(10L * i);
            incident("m-" + i, "till", from, Optional.of(from.plusMillis(5)), "slow");
        }
    }

    @Test
    void goesOnWhereALongSearchStopped() throws Exception {
        later(5_200);

        JsonNode first = room.json("/api/v1/incidents?q=disk");
        String next = first.at("/page/next").asText("");

        assertThat(first.path("data")).isEmpty();
        assertThat(next).isNotEmpty();
        JsonNode second = room.json("/api/v1/incidents?q=disk&cursor=" + next);
        assertThat(second.path("data").findValuesAsText("id")).containsExactly("x-2");
        assertThat(second.at("/page/next").isNull()).isTrue();
    }

    @Test
    void saysWhereAFileIsCut() {
        later(5_200);

        String[] lines = room.get("/api/v1/incidents?format=csv").body().split("\r\n");

        assertThat(lines).hasSize(5_002);
        assertThat(lines[5_001]).startsWith("\"truncated\",").contains("ask again with to=");
        assertThat(lines[5_001].split(",", -1)).hasSameSizeAs(lines[0].split(","));
        String[] rest = room.get("/api/v1/incidents?format=csv&to=" + lines[5_001].replaceAll(".*to=|\".*", ""))
                .body()
                .split("\r\n");
        assertThat(rest[1]).as("the last one again").isEqualTo(lines[5_000]);
        assertThat(rest).hasSize(1 + 1 + 203);
        assertThat(room.get("/api/v1/incidents?format=csv&q=disk").body()).contains("\"truncated\"");
    }

    @Test
    void showsWhatWasDoneAboutEachOfMany() throws Exception {
        later(300);
        room.mutes.acts().add("zoe", Act.Kind.ACKNOWLEDGE, "till", "");
        for (int i = 0; i < 1_050; i++) {
            room.mutes.acts().add("ann", Act.Kind.PAUSE, "till", "");
            room.mutes.acts().add("ann", Act.Kind.NOTE, "m-" + i % 300, "note " + i);
        }

        JsonNode data = room.json("/api/v1/incidents?limit=500").path("data");

        assertThat(data).hasSize(303);
        assertThat(data.findValuesAsText("owner")).contains("zoe");
        for (JsonNode one : data) {
            String id = one.path("id").asText();
            if (id.startsWith("m-")) {
                int first = Integer.parseInt(id.substring(2));
                assertThat(one.path("notes").findValuesAsText("text"))
                        .hasSizeBetween(3, 4)
                        .startsWith("note " + first, "note " + (first + 300));
            }
        }
    }

    @Test
    void reportsWithFewQuestionsAndSaysWhenIncidentsAreMissing() throws Exception {
        for (int i = 0; i < 100; i++) {
            room.watch("more-" + i, "web", false);
        }
        room.history.reads.set(0);
        assertThat(room.json("/api/v1/reports").at("/data/truncated").asText()).isEqualTo("false");
        assertThat(room.history.reads).hasValue(2);

        later(20_000);

        assertThat(room.json("/api/v1/reports").at("/data/truncated").asText()).isEqualTo("true");
    }

    @Test
    void reportsAMonthByGroup() throws Exception {
        JsonNode report = room.json("/api/v1/reports?month="
                        + room.clock.instant().toString().substring(0, 7))
                .path("data");

        JsonNode web = report.path("groups").path(1);
        assertThat(report.path("groups").findValuesAsText("group")).containsExactly("back", "web");
        assertThat(web.path("incidents").asInt()).isGreaterThanOrEqualTo(1);
        assertThat(web.path("longest").path("check").asText()).isEqualTo("till");
        assertThat(room.get("/api/v1/reports?month=yesterday").status()).isEqualTo(400);
    }
}
