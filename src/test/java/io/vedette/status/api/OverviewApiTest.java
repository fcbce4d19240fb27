package io.vedette.status.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Status;
import io.vedette.state.SilenceRule;
import io.vedette.status.Room;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.StatusPageSettings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the overview is made of. */
class OverviewApiTest {

    private final Room room = new Room();

    OverviewApiTest() {
        room.targets.add("slack");
        room.watch("shop", "web", false, "eu", "tier1");
        room.watch("till", "web", false, "eu");
        room.watch("stock", "back", false);
        room.watch("night", "back", false, "tier2");
        room.watch("import", "", false);
    }

    private JsonNode overview(String query) throws Exception {
        return room.json("/api/v1/overview" + query).path("data");
    }

    private static List<String> names(JsonNode overview) {
        return overview.path("parts").findValuesAsText("name");
    }

    @Test
    void countsWhatIsInErrorAndNeitherInHandNorKeptQuiet() throws Exception {
        for (String name : List.of("shop", "till", "night")) {
            room.observe(name, Status.ERROR);
        }
        room.observe("stock", Status.DEGRADED);
        room.observe("import", Status.OK);
        room.mutes.acknowledge("till", "on it", "ann");
        room.mutes
                .silences()
                .add(new SilenceRule(
                        "s",
                        List.of(),
                        List.of("back"),
                        List.of(),
                        room.clock.instant(),
                        room.clock.instant().plusSeconds(60),
                        "",
                        "bob"));

        JsonNode counts = overview("").path("counts");

        assertThat(counts.path("attention").asInt()).isEqualTo(1);
        assertThat(counts.path("acknowledged").asInt()).isEqualTo(1);
        assertThat(counts.path("silenced").asInt()).isEqualTo(2);
        assertThat(counts.path("degraded").asInt()).isZero();
        assertThat(counts.path("ok").asInt()).isEqualTo(1);
        assertThat(overview("").path("parts").findValuesAsText("part"))
                .containsExactly("attention", "acknowledged", "silenced");
    }

    @Test
    void ordersByImportanceThenByHowLongItLasts() throws Exception {
        room.pages = new PageSettings(List.of("tier1", "tier2"), ZoneOffset.UTC, "", StatusPageSettings.STANDARD);
        for (String name : List.of("till", "stock", "night", "shop")) {
            room.observe(name, Status.ERROR);
            room.clock.forward(Duration.ofMinutes(1));
        }

        assertThat(names(overview(""))).containsExactly("shop", "night", "till", "stock");
        assertThat(names(overview("?sort=longest"))).containsExactly("till", "stock", "night", "shop");
        assertThat(names(overview("?sort=newest"))).containsExactly("shop", "night", "stock", "till");
        assertThat(names(overview("?sort=name"))).containsExactly("night", "shop", "stock", "till");
        assertThat(overview("").path("parts").findValuesAsText("tier"))
                .containsExactly("tier1", "tier2", "null", "null");
    }

    @Test
    void tellsWhoWaitsAndWhy() throws Exception {
        room.observe("shop", Status.ERROR);
        room.deliver("slack", Optional.of(new IllegalStateException("status 500")));

        JsonNode waiting = overview("")
                .path("parts")
                .path(0)
                .path("checks")
                .path(0)
                .path("waiting")
                .path(0);

        assertThat(waiting.path("target").asText()).isEqualTo("slack");
        assertThat(waiting.path("state").asText()).isEqualTo("failing");
        assertThat(waiting.path("error").asText()).contains("status 500");
        assertThat(overview("").path("targets").findValuesAsText("name")).containsExactly("slack");
        room.deliver("slack", Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"group,    back|web|null", "tag,      eu|null|tier1|tier2", "template, task", "target,   slack"})
    void groupsAllChecksWorstFirst(String by, String groups) throws Exception {
        room.observe("stock", Status.ERROR);
        room.observe("till", Status.DEGRADED);

        List<String> names = overview("?by=" + by).path("groups").findValuesAsText("name");

        assertThat(names).containsExactlyInAnyOrder(groups.split("\\|"));
        if (by.equals("group")) {
            assertThat(names).first().isEqualTo("back");
        }
    }

    @Test
    void showsTheChecksOfAGroupWithThoseThatHaveAProblemFirst() throws Exception {
        room.observe("till", Status.ERROR);
        room.observe("shop", Status.OK);

        assertThat(room.names("/api/v1/overview/group?name=web")).containsExactly("till", "shop");
        assertThat(room.names("/api/v1/overview/group")).containsExactly("import");
        assertThat(room.names("/api/v1/overview/group?by=tag&name=tier2")).containsExactly("night");
    }

    @Test
    void refusesAPartThatIsNone() {
        assertThat(room.get("/api/v1/overview?show=down").status()).isEqualTo(400);
        assertThat(room.get("/api/v1/overview?show=down").body()).contains("attention, degraded");
    }
}
