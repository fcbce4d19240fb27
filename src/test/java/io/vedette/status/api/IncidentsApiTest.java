package io.vedette.status.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.history.Incident;
import io.vedette.rule.Status;
import io.vedette.state.Act;
import io.vedette.state.Health;
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
