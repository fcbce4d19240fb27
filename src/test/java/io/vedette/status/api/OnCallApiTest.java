package io.vedette.status.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Status;
import io.vedette.status.Room;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API does for those on call. */
class OnCallApiTest {

    private final Room room = Room.furnished();

    @Test
    void acknowledgesAProblemAndTakesThatBack() throws Exception {
        Response response = room.ask("POST", "/api/v1/checks/till/acknowledge?by=Ann&reason=new%20paper");

        assertThat(response.status()).isEqualTo(200);
        JsonNode acknowledged = room.json("/api/v1/checks/till").at("/data/acknowledged");
        assertThat(acknowledged.path("by").asText()).isEqualTo("Ann");
        assertThat(acknowledged.path("reason").asText()).isEqualTo("new paper");
        assertThat(acknowledged.path("at").asText()).isNotEmpty();

        assertThat(room.ask("POST", "/api/v1/checks/till/unacknowledge").status())
                .isEqualTo(200);
        assertThat(room.json("/api/v1/checks/till").at("/data/acknowledged").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "unacknowledge"})
    void saysThatThereIsNothingToAcknowledge(String action) throws Exception {
        Response response = room.ask("POST", "/api/v1/checks/shop/" + action + "?by=Ann");

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).contains("shop", "has no problem: there is nothing to acknowledge");
        assertThat(room.json("/api/v1/acts").path("data")).isEmpty();
    }

    @Test
    void silencesAGroupAndShowsWhatSilencesACheck() throws Exception {
        Response response = silence(
                "{\"match\":{\"groups\":[\"web\"],\"tags\":[\"paid\"]},\"for\":\"2h\",\"reason\":\"disks\",\"by\":\"Bo\"}");

        assertThat(response.status()).isEqualTo(201);
        JsonNode made = Room.JSON.readTree(response.body()).path("data");
        String id = made.path("id").asText();
        assertThat(made.path("until").asText()).isGreaterThan(made.path("from").asText());
        assertThat(room.json("/api/v1/checks/shop").at("/data/mute/silence").asText())
                .isEqualTo(id);
        assertThat(room.json("/api/v1/checks/till").at("/data/mute").isNull()).isTrue();
        assertThat(room.json("/api/v1/silences").path("data")).containsExactly(made);

        assertThat(room.ask("DELETE", "/api/v1/silences/" + id).status()).isEqualTo(200);
        assertThat(room.json("/api/v1/silences").path("data")).isEmpty();
        assertThat(room.json("/api/v1/checks/shop").at("/data/mute").isNull()).isTrue();
        assertThat(room.ask("DELETE", "/api/v1/silences/" + id).status()).isEqualTo(404);
        assertThat(room.json("/api/v1/acts").path("data").findValuesAsText("act"))
                .containsExactly("unsilence", "silence");
        assertThat(room.json("/api/v1/acts").path("data").findValuesAsText("what"))
                .as("whoever reads it later knows no ids")
                .containsOnly("group web; tag paid");
    }

    @Test
    void listsAChecksOwnSilenceAndEndsItByItsId() throws Exception {
        room.mutes.silence("till", room.clock.instant().plusSeconds(60), "paper", "Ann");

        JsonNode listed = room.json("/api/v1/silences").at("/data/0");
        assertThat(listed.path("id").asText()).isEqualTo("check:till");
        assertThat(listed.at("/match/checks/0").asText()).isEqualTo("till");
        assertThat(room.json("/api/v1/checks/till").at("/data/mute/silence").asText())
                .isEqualTo("check:till");

        assertThat(room.ask("DELETE", "/api/v1/silences/check:till").status()).isEqualTo(200);
        assertThat(room.asked).contains("unsilence till");
        assertThat(room.ask("DELETE", "/api/v1/silences/check:shop").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} {}",
                "{\"match\":{},\"for\":\"2h\"}",
                "{\"for\":\"2h\"}",
                "{\"match\":{\"groups\":[\"web\"]}}",
                "{\"match\":{\"groups\":[\"web\"]},\"for\":\"2h\",\"until\":\"2036-01-01T00:00:00Z\"}",
                "{\"match\":{\"groups\":[\"web\"]},\"for\":\"0s\"}",
                "{\"match\":{\"groups\":[\"web\"]},\"for\":\"soon\"}",
                "{\"match\":{\"groups\":[\"web\"]},\"for\":\"99999d\"}",
                "{\"match\":{\"groups\":[\"web\"]},\"until\":\"2001-01-01T00:00:00Z\"}",
                "{\"match\":{\"groups\":[\"web\"]},\"until\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"match\":{\"groups\":[\"web\"]},\"for\":7}",
                "{\"match\":{\"groups\":\"web\"},\"for\":\"2h\"}",
                "{\"match\":{\"groups\":[7]},\"for\":\"2h\"}",
                "{\"match\":{\"group\":[\"web\"]},\"for\":\"2h\"}",
                "{\"match\":{\"groups\":[\"web\"]},\"fur\":\"2h\"}"
            })
    void refusesASilenceThatIsNotPlain(String body) throws Exception {
        Response response = silence(body);

        assertThat(response.status()).as(response.body()).isEqualTo(400);
        assertThat(room.json("/api/v1/silences").path("data")).isEmpty();
        assertThat(room.json("/api/v1/acts").path("data")).isEmpty();
    }

    @Test
    void notesWhoDidWhatTheNewestFirst() throws Exception {
        room.ask("POST", "/api/v1/checks/till/acknowledge?by=Ann&reason=paper");
        room.ask("POST", "/api/v1/checks/shop/run");
        room.server.admitted(new Request("POST", "/api/v1/checks/till/pause?by=Bo", "", "").by("token ci"));

        JsonNode acts = room.json("/api/v1/acts").path("data");
        assertThat(acts.findValuesAsText("act")).containsExactly("pause", "run", "acknowledge");
        assertThat(acts.at("/0/who").asText()).isEqualTo("ci (Bo)");
        assertThat(acts.at("/1/who").isNull()).isTrue();
        assertThat(acts.at("/2/who").asText()).isEqualTo("Ann");
        assertThat(acts.at("/2/reason").asText()).isEqualTo("paper");
        assertThat(room.json("/api/v1/acts?check=till").path("data").findValuesAsText("act"))
                .containsExactly("pause", "acknowledge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "resume", "unsilence"})
    void whoeverDoesItMaySayWhoTheyAreAndWhy(String action) throws Exception {
        room.mutes.pause("till", Optional.empty(), "", "");
        room.mutes.silence("till", room.clock.instant().plusSeconds(60), "", "");

        assertThat(room.ask("POST", "/api/v1/checks/till/" + action + "?by=Ann&reason=mended")
                        .status())
                .isLessThan(300);

        JsonNode act = room.json("/api/v1/acts").at("/data/0");
        assertThat(act.path("act").asText()).isEqualTo(action);
        assertThat(act.path("who").asText()).isEqualTo("Ann");
        assertThat(act.path("reason").asText()).isEqualTo("mended");
    }

    @Test
    void saysThatWhatCannotBeStoredNowWasNotDone() throws Exception {
        room.locked.add("till");

        for (String act : List.of("acknowledge", "pause", "resume")) {
            room.locked.remove("till");
            if (act.equals("resume")) {
                room.mutes.pause("till", Optional.empty(), "", "");
            }
            room.locked.add("till");
            Response response = room.ask("POST", "/api/v1/checks/till/" + act);

            assertThat(response.status()).as(act).isEqualTo(409);
            assertThat(response.body()).contains("cannot be stored now", "keeps a row locked");
        }
        assertThat(room.json("/api/v1/acts").path("data")).isEmpty();
    }

    @Test
    void showsActsPageByPage() throws Exception {
        for (int i = 0; i < 5; i++) {
            room.ask("POST", "/api/v1/checks/shop/run?");
            if (i == 2) {
                room.clock.forward(Duration.ofSeconds(1));
            }
        }

        List<String> ids = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = room.json("/api/v1/acts?limit=2" + before);
            ids.addAll(page.path("data").findValuesAsText("id"));
            before = page.at("/page/next").isNull()
                    ? ""
                    : "&before=" + page.at("/page/next").asText();
        } while (!before.isEmpty());

        assertThat(ids).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(room.json("/api/v1/acts?before=" + room.clock.instant()).path("data"))
                .hasSize(3);
        assertThat(room.get("/api/v1/acts?before=x").status()).isEqualTo(400);
    }

    @Test
    void triesATargetAndTellsItsOwnWords() throws Exception {
        assertThat(room.ask("POST", "/api/v1/targets/slack/test").status()).isEqualTo(501);
        assertThat(room.ask("POST", "/api/v1/targets/nobody/test").status()).isEqualTo(404);
    }

    @Test
    void tellsOpenPagesOfEveryAct() {
        room.mutes.acts().onAct(room.events::did);
        List<String> frames = new ArrayList<>();
        room.events.join(OptionalLong.empty(), event -> frames.add(event.frame()));

        room.ask("POST", "/api/v1/checks/till/acknowledge?by=Ann");
        silence("{\"match\":{\"checks\":[\"new\"]},\"for\":\"1h\"}");

        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).contains("event: act\n", "\"act\":\"acknowledge\"", "\"what\":\"till\"");
        assertThat(frames.get(1)).contains("\"act\":\"silence\"");
    }

    @Test
    void acknowledgesAnewWhatIsWorse() throws Exception {
        room.ask("POST", "/api/v1/checks/stock/acknowledge?by=Ann");

        room.observe("stock", Status.ERROR);

        assertThat(room.json("/api/v1/checks/stock").at("/data/acknowledged").isNull())
                .isTrue();
    }

    private Response silence(String body) {
        return room.server.answer(new Request("POST", "/api/v1/silences", "", "").withBody("", body));
    }
}
