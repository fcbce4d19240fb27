package io.vedette.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.history.Result;
import io.vedette.probe.HeartbeatBook;
import io.vedette.rule.Status;
import io.vedette.status.access.Scope;
import io.vedette.status.api.HeartbeatSecrets;
import io.vedette.status.api.Heartbeats;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import io.vedette.status.source.Operations;
import io.vedette.status.source.Sources;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API answers. */
class ApiTest {

    private final Room room = Room.furnished();

    @Test
    void listsTheWorstFirst() throws Exception {
        assertThat(room.names("/api/v1/checks")).containsExactly("till", "stock", "new", "night", "halted", "shop");
        assertThat(room.names("/api/v1/checks?sort=name"))
                .containsExactly("halted", "new", "night", "shop", "stock", "till");
    }

    @ParameterizedTest
    @CsvSource({
        "'status=error,degraded', 'till stock'",
        "'status=OK', shop",
        "group=web, 'till shop'",
        "tag=paid, shop",
        "'tag=eu&status=error', till",
        "q=TOC, stock",
        "q=web, 'till shop'",
        "q=eu, 'till shop'",
        "q=nothing, ''"
    })
    void filters(String query, String names) throws Exception {
        assertThat(String.join(" ", room.names("/api/v1/checks?" + query))).isEqualTo(names);
    }

    @Test
    void countsWhatMatchesTheOtherFilters() throws Exception {
        JsonNode answer = room.json("/api/v1/checks?group=web&status=error");

        assertThat(answer.path("counts").toString())
                .isEqualTo("{\"pending\":0,\"ok\":1,\"degraded\":0,\"error\":1,\"sleeping\":0,\"paused\":0}");
        assertThat(answer.at("/page/total").asInt()).isEqualTo(1);
        assertThat(answer.path("groups").toString()).isEqualTo("[\"back\",\"web\"]");
        assertThat(answer.path("tags").toString()).isEqualTo("[\"eu\",\"paid\",\"us\"]");
    }

    @Test
    void showsEveryCheckOnceOnAllPagesWhileTheyChange() throws Exception {
        IntStream.range(0, 57).forEach(i -> room.watch("c" + i, "g" + i % 3, false));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = room.json("/api/v1/checks?limit=7&sort=name&cursor=" + cursor);
            seen.addAll(page.path("data").findValuesAsText("name"));
            cursor = page.at("/page/next").asText("").replace("null", "");
            room.watch("a" + seen.size(), "", false); // Comes before every page's end.
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().contains("c0", "c56", "till").hasSize(63);
    }

    @Test
    void showsResultsUptimeAndWhoWasTold() throws Exception {
        JsonNode shop = room.json("/api/v1/checks?q=shop").at("/data/0");
        JsonNode till = room.json("/api/v1/checks?q=till").at("/data/0");

        assertThat(shop.path("results")).hasSize(40);
        assertThat(shop.at("/results/39/tookMs").asInt()).isEqualTo(59);
        assertThat(shop.at("/results/39/status").asText()).isEqualTo("error");
        assertThat(shop.at("/uptime/24h").asDouble()).isEqualTo(0.9);
        assertThat(till.path("told").toString())
                .isEqualTo("[{\"target\":\"slack\",\"health\":\"error\",\"problemAt\":\"2026-03-01T12:00:00.000Z\"}]");
        assertThat(till.path("targets").toString()).isEqualTo("[\"sentry\",\"slack\"]");
        assertThat(till.at("/failures/0/component").asText()).isEqualTo("printer");
        assertThat(room.json("/api/v1/checks?q=shop&fields=summary")
                        .at("/data/0")
                        .has("results"))
                .isFalse();
    }

    @Test
    void saysWhatMutes() throws Exception {
        assertThat(room.json("/api/v1/checks/night").at("/data/mute").toString())
                .isEqualTo(
                        "{\"kind\":\"sleeping\",\"until\":\"2026-03-01T13:00:00.000Z\",\"reason\":null,\"by\":null,\"silence\":null}");
        assertThat(room.json("/api/v1/checks/halted").at("/data/mute/kind").asText())
                .isEqualTo("paused");
        assertThat(room.json("/api/v1/checks/shop").at("/data/mute").isNull()).isTrue();
    }

    @Test
    void showsACheckWithItsConfiguration() throws Exception {
        JsonNode shop = room.json("/api/v1/checks/shop").path("data");

        assertThat(shop.path("configuration").toString()).isEqualTo("[{\"name\":\"url\",\"value\":\"https://shop\"}]");
        assertThat(shop.path("line").asInt()).isEqualTo(3);
        assertThat(shop.path("uptime").fieldNames()).toIterable().containsExactly("24h", "7d", "30d", "90d");
    }

    @Test
    void pagesThroughHistoryThoughManyHaveTheSameTime() throws Exception {
        for (int i = 0; i < 23; i++) {
            room.history.results.add(new Result(
                    "stock", room.clock.instant().minusSeconds(i / 10), Status.OK, Duration.ofMillis(i), "", ""));
        }
        List<Integer> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = room.json("/api/v1/checks/stock/history?limit=4&cursor=" + cursor);
            page.path("data").forEach(one -> seen.add(one.path("tookMs").asInt()));
            cursor = page.at("/page/next").isNull() ? "" : page.at("/page/next").asText();
        } while (!cursor.isEmpty());

        assertThat(new HashSet<>(seen)).hasSize(23);
        assertThat(seen).hasSize(23);
    }

    @Test
    void gathersHistoryForAChart() throws Exception {
        JsonNode answer = room.json(
                "/api/v1/checks/shop/history?buckets=true&from=2026-03-01T11:30:00Z&to=2026-03-01T12%3A00%3A00Z");

        assertThat(answer.path("data")).hasSize(30);
        assertThat(answer.at("/data/0/from").asText()).isEqualTo("2026-03-01T11:30:00.000Z");
    }

    @Test
    void listsIncidents() throws Exception {
        assertThat(room.json("/api/v1/incidents").path("data").findValuesAsText("id"))
                .containsExactly("i1", "i0");
        assertThat(room.json("/api/v1/incidents?open=true").path("data").findValuesAsText("id"))
                .containsExactly("i1");
        assertThat(room.json("/api/v1/incidents?open=false").path("data").findValuesAsText("id"))
                .containsExactly("i0");
        assertThat(room.json("/api/v1/incidents?check=gone").at("/data/0/to").asText())
                .isEqualTo("2026-03-01T10:36:40.000Z");
    }

    @Test
    void showsTargetsAndWhatWaits() throws Exception {
        JsonNode answer = room.json("/api/v1/alerts");

        assertThat(answer.at("/data/0/name").asText()).isEqualTo("sentry");
        assertThat(answer.at("/data/0/state").asText()).isEqualTo("failing");
        assertThat(answer.at("/data/0/waiting").asInt()).isEqualTo(2);
        assertThat(answer.at("/data/0/error").asText()).isEqualTo("status 500");
        assertThat(answer.at("/data/1/state").asText()).isEqualTo("ok");
        assertThat(answer.at("/data/1/delivered").asInt()).isEqualTo(1);
        assertThat(answer.path("waiting").findValuesAsText("check")).containsExactly("stock", "till");
        assertThat(answer.at("/waiting/0/claimed").asBoolean()).isFalse();

        room.clock.forward(Duration.ofMinutes(5));
        room.delivery.next("sentry").orElseThrow();

        assertThat(room.json("/api/v1/alerts").at("/waiting/0/claimed").asBoolean())
                .isTrue();
    }

    @Test
    void tellsACallerThatItKnowsTheAnswer() {
        Response first = room.get("/api/v1/checks");
        String tag = first.headers().get("ETag");

        Response again = asking("/api/v1/checks", "\"other\", " + tag);
        room.observe("shop", Status.ERROR);
        Response changed = asking("/api/v1/checks", tag);

        assertThat(tag).startsWith("W/\"");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers()).containsEntry("ETag", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(asking("/api/v1/checks", "*").status()).isEqualTo(304);
        assertThat(asking("/api/v1/checks/unknown", "*").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checks?limit=0|limit: \"0\" is not a whole number from 1 to 500",
                "checks?limit=501|limit: \"501\" is not a whole number from 1 to 500",
                "checks?limit=x|limit: \"x\" is not a whole number from 1 to 500",
                "checks?status=ok,bad|status: \"bad\" is not one of pending, ok, degraded, error, sleeping, paused",
                "checks?sort=best|sort: \"best\" is not one of worst, name",
                "checks?fields=few|fields: \"few\" is not one of all, summary",
                "checks?cursor=x|cursor: \"x\" is not the \"next\" of a page of this list",
                "checks?cursor=WyJhIl0|cursor: \"WyJhIl0\" is not the \"next\" of a page of this list",
                "checks?cursor=WyJhIiwiYiIsImMiXQ|cursor: \"WyJhIiwiYiIsImMiXQ\" is not the \"next\" of a page of this"
                        + " list",
                "checks?cursor=bnVsbA|cursor: \"bnVsbA\" is not the \"next\" of a page of this list",
                "incidents?open=maybe|open: \"maybe\" is not one of true, false",
                "checks/shop/history?buckets=1|buckets: \"1\" is not one of true, false",
                "checks/shop/history?buckets=true&from=yesterday|from: \"yesterday\" is not a time such as"
                        + " 2026-01-31T12:00:00Z",
                "checks/shop/history?buckets=true&from=2027-01-01T00:00:00Z|from: must be before \"to\", and not by"
                        + " more than 400 days"
            })
    void saysWhichParameterCannotBeRead(String target, String detail) throws Exception {
        Response response = room.get("/api/v1/" + target);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(Room.JSON.readTree(response.body()).path("detail").asText()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, checks, 'GET, HEAD'",
        "POST, checks/shop, 'GET, HEAD'",
        "POST, checks/shop/history, 'GET, HEAD'",
        "GET, checks/shop/run, POST",
        "GET, checks/shop/silence, POST",
        "PUT, checks/shop/run, POST",
        "GET, reload, POST",
        "POST, events, 'GET, HEAD'"
    })
    void namesTheMethodsThatAPathTakes(String method, String path, String allowed) {
        Response response = room.ask(method, "/api/v1/" + path);

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.headers()).containsEntry("Allow", allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "checks/unknown", "checks/unknown/history", "checks/a/b/c", "", "checks/"})
    void tellsWhatIsNotThereAsAProblem(String path) throws Exception {
        Response response = room.get("/api/v1/" + path);

        assertThat(response.status()).isEqualTo(404);
        JsonNode problem = Room.JSON.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("instance").asText()).isEqualTo("/api/v1/" + path);
    }

    @Test
    void answersHeadAsGetWithoutABody() {
        Response response = room.ask("HEAD", "/api/v1/checks");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers())
                .containsEntry("ETag", room.get("/api/v1/checks").headers().get("ETag"));
    }

    @Test
    void actsOnACheck() throws Exception {
        assertThat(room.ask("POST", "/api/v1/checks/shop/run").status()).isEqualTo(202);
        assertThat(room.ask("POST", "/api/v1/checks/shop/silence?for=2h&reason=Move+of%20racks")
                        .status())
                .isEqualTo(200);
        assertThat(room.ask("POST", "/api/v1/checks/shop/unsilence").status()).isEqualTo(200);
        Response paused = room.ask("POST", "/api/v1/checks/shop/pause?for=30m&reason=new+disks&by=ann");

        assertThat(room.asked).containsExactly("run shop", "silence shop PT2H Move of racks", "unsilence shop");
        JsonNode check = Room.JSON.readTree(paused.body()).path("data");
        assertThat(check.path("status").asText()).isEqualTo("paused");
        assertThat(check.path("pause").toString())
                .isEqualTo("{\"status\":\"ok\",\"since\":\"2026-03-01T12:00:00.000Z\","
                        + "\"until\":\"2026-03-01T12:30:00.000Z\",\"reason\":\"new disks\",\"by\":\"ann\"}");
        assertThat(check.path("mute").toString())
                .isEqualTo("{\"kind\":\"paused\",\"until\":\"2026-03-01T12:30:00.000Z\","
                        + "\"reason\":\"new disks\",\"by\":\"ann\",\"silence\":null}");
        assertThat(Room.JSON
                        .readTree(room.ask("POST", "/api/v1/checks/shop/resume").body())
                        .at("/data/status")
                        .asText())
                .isEqualTo("ok");
    }

    @Test
    void saysWhyAnActionIsNotDone() throws Exception {
        assertThat(room.ask("POST", "/api/v1/checks/unknown/run").status()).isEqualTo(404);
        assertThat(room.ask("POST", "/api/v1/checks/shop/silence").body()).contains("for: is missing");
        assertThat(room.ask("POST", "/api/v1/checks/shop/pause?for=soon").body())
                .contains("for: ");
        for (String query :
                List.of("for=", "for", "%66or=", "fur=2h", "for=2h&for=3h", "for=2h&FOR=3h", "For=2h", "=2h")) {
            assertThat(room.ask("POST", "/api/v1/checks/shop/pause?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(room.ask("POST", "/api/v1/checks/shop/pause?fur=2h").body())
                .contains("no parameter \\\"fur\\\" is known here, only for, reason, by");
        assertThat(room.ask("POST", "/api/v1/checks/shop/resume?for=2h").body())
                .contains("no parameter \\\"for\\\" is known here, only reason, by");
        assertThat(room.ask("POST", "/api/v1/reload?for=2h").body())
                .contains("no parameter \\\"for\\\" is known here, nor any other");
        assertThat(room.ask("POST", "/api/v1/checks/shop/pause?for=0s").status())
                .isEqualTo(400);
        assertThat(room.ask("POST", "/api/v1/checks/shop/silence?for=soon").status())
                .isEqualTo(400);
        assertThat(room.ask("POST", "/api/v1/checks/shop/silence?for=0s").status())
                .isEqualTo(400);
        assertThat(room.asked).isEmpty();

        room.outcome = Operations.Outcome.notPossible("nothing schedules it");

        Response response = room.ask("POST", "/api/v1/checks/shop/run");
        assertThat(response.status()).isEqualTo(409);
        assertThat(Room.JSON.readTree(response.body()).path("detail").asText()).isEqualTo("nothing schedules it");
    }

    @Test
    void reloadsOrSaysWhatIsWrong() throws Exception {
        assertThat(room.ask("POST", "/api/v1/reload").status()).isEqualTo(501);

        room.reload = Optional.of(new Operations.Reload(room.clock.instant(), "loaded", List.of(), List.of()));
        assertThat(room.ask("POST", "/api/v1/reload").status()).isEqualTo(200);

        room.reload = Optional.of(new Operations.Reload(
                room.clock.instant(),
                "rejected",
                List.of(new Operations.Finding("routes/checks.yaml", 7, "perod", "is not a parameter")),
                List.of()));
        Response rejected = room.ask("POST", "/api/v1/reload");
        assertThat(rejected.status()).isEqualTo(422);
        assertThat(Room.JSON.readTree(rejected.body()).at("/problems/0/line").asInt())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "https://host.example/task?x=1&y=2",
                "50% off",
                "%2F",
                "a+b c",
                "\"quoted\" 'name'",
                "<script>alert(1)</script>",
                "Kassa № 1 – größer 🙂",
                "שלום עולם",
                "x/history",
                "x/run",
                "history",
                "checks"
            })
    void findsEveryNameHoweverItIsMade(String name) throws Exception {
        room.watch(name, "", false);
        room.past(name, 2);
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(room.json("/api/v1/checks/" + encoded).at("/data/name").asText())
                .isEqualTo(name);
        assertThat(room.json("/api/v1/checks/" + encoded + "/history").path("data"))
                .hasSize(2);
        assertThat(room.ask("POST", "/api/v1/checks/" + encoded + "/run").status())
                .isEqualTo(202);
        assertThat(room.asked).containsExactly("run " + name);
        assertThat(room.get("/badge/" + encoded + ".svg").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://host.example/task", "https:/host.example/task"})
    void findsAUrlThatAProxyDecoded(String sent) throws Exception {
        room.watch("https://host.example/task", "", false);
        room.watch("https://host.example/history", "", false);
        room.past("https://host.example/task", 2);

        assertThat(room.json("/api/v1/checks/" + sent).at("/data/name").asText())
                .isEqualTo("https://host.example/task");
        assertThat(room.json("/api/v1/checks/" + sent + "/history").path("data"))
                .hasSize(2);
        assertThat(room.json("/api/v1/checks/https://host.example/history")
                        .at("/data/name")
                        .asText())
                .isEqualTo("https://host.example/history");
    }

    @Test
    void keepsShowingTheHistoryOfACheckThatIsGone() throws Exception {
        room.past("gone", 3);

        assertThat(room.json("/api/v1/checks/gone/history").path("data")).hasSize(3);
    }

    @Test
    void answersWhenItFailsItself() {
        Room broken = new Room();
        StatusServer server = new StatusServer(
                new Sources(
                        broken.watchlist,
                        broken.targets,
                        broken.store,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        broken.clock),
                new StatusServer.Options(Room.open(), () -> false, false),
                new Heartbeats(
                        broken.watchlist,
                        new HeartbeatBook(),
                        HeartbeatSecrets.of(broken.store),
                        text -> text,
                        broken.clock,
                        name -> {},
                        signal -> {}),
                request -> Response.NOTHING);

        Response response = server.answer(new Request("GET", "/api/v1/incidents", "", ""));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("NullPointer", "history");
    }

    @Test
    void asksForThePasswordEverywhere() {
        Room closed = new Room(Room.guarded("ops", "secret"), false);
        closed.watch("shop", "", true);

        List<Route> routes = new Room()
                .server.table().stream()
                        .filter(route -> !route.path().equals("/health/live")
                                && !List.of(Scope.LINK, Scope.DOOR).contains(route.scope()))
                        .toList();
        assertThat(routes).hasSizeGreaterThan(25);
        for (Route route : routes) {
            String path = route.path().replace("{name}", "shop");
            Response response = closed.ask(route.method(), path);
            assertThat(response.status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void servesAssetsByTheirBareNamesAlone() {
        assertThat(StreamSupport.stream(
                                List.of("../StatusServer.class", "%2e%2e/openapi.json", "no.js", ".js", "x.class", "")
                                        .spliterator(),
                                false)
                        .map(name -> room.get("/assets/" + name).status()))
                .containsOnly(404);
    }

    private Response asking(String target, String tags) {
        return room.server.answer(new Request("GET", target, "", "", "", tags, Sender.UNKNOWN));
    }
}
