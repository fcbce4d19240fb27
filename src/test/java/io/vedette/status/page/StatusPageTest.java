package io.vedette.status.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.history.Incident;
import io.vedette.rule.Failure;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.Health;
import io.vedette.status.Room;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import io.vedette.status.source.IncidentNotes;
import io.vedette.status.source.PageSettings;
import io.vedette.status.source.StatusPageSettings;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What outsiders see: the status page, and badges. */
class StatusPageTest {

    private static final String HOSTILE = "<script>alert('1')</script>\u202e\"&";

    @Test
    void showsPublishedChecksAlone() {
        Room room = Room.furnished();

        String page = room.get("/status").body();

        assertThat(page)
                .contains(
                        "shop",
                        "till",
                        "web",
                        "<bdi>till is down</bdi>",
                        "Works",
                        "Everything else works.",
                        "90 % of 1 day")
                .doesNotContain("stock", "night", "halted", "back");
        assertThat(room.get("/status.json").body())
                .contains("\"name\":\"till\",\"group\":\"web\",\"status\":\"error\"")
                .doesNotContain("stock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/status.json", "/status.rss", "/badge/shop.svg", "/badge/shop.svg?type=uptime"})
    void tellsNothingOfTheInside(String target) {
        Room room = new Room();
        room.targets.add("slack-of-ops");
        room.watch("shop", "web", true, "tag-of-ops");
        room.observe(
                "shop",
                Verdict.error(Reason.COMPONENT, "message-of-the-inside")
                        .with(List.of(new Failure("component-of-the-inside", "FAIL", "failure-of-the-inside")))
                        .with(new Verdict.Details(
                                "process-of-the-inside",
                                "server-of-the-inside",
                                Optional.empty(),
                                List.of("warning-of-the-inside"))));

        room.pages = pages(
                new StatusPageSettings("shop", "", Optional.empty(), "", List.of(), Optional.empty(), "en", List.of()));

        assertThat(room.get(target).body())
                .contains("shop")
                .doesNotContain("of-the-inside", "of-ops", "internal.example", "component", "task");
    }

    @Test
    void runsNothingAndFetchesNothingFromElsewhere() {
        Room room = new Room();
        room.watch(HOSTILE, HOSTILE, true);

        Response page = room.get("/status");

        assertThat(page.body())
                .contains("&lt;script&gt;alert(&#39;1&#39;)", "<bdi>", "width=device-width")
                .doesNotContain("<script", "style=", "http:", "https:");
        assertThat(room.get("/status.css").body())
                .contains("light-dark(", "--brand")
                .doesNotContain("url(", "@import");
    }

    @Test
    void drawsABarOfNinetyDays() {
        Room room = Room.furnished();

        String page = room.get("/status").body();

        assertThat(page.split("0h6v32h-6z", -1)).hasSize(2 * 90 + 1);
        assertThat(page)
                .contains(
                        "class=\"bar-error\" d=\"M712 0h6v32h-6z\"",
                        "class=\"bar-none\" d=\"M0 0h6v32h-6z",
                        "watched since 1 March");
    }

    @Test
    void isMadeAnewAfterTenSeconds() {
        Room room = Room.furnished();
        room.get("/status");
        room.observe("till", Status.OK);

        assertThat(room.get("/status").body()).contains("till is down");

        room.clock.forward(Duration.ofSeconds(10));

        assertThat(room.get("/status").body()).contains("Everything works");
    }

    @Test
    void isAPageOfItsOwnForEachTagThatIsNamed() {
        Room room = Room.furnished();
        room.pages = pages(new StatusPageSettings(
                "Harbour",
                "https://harbour.example.com",
                Optional.empty(),
                "Ask us",
                List.of("#0b5c63"),
                Optional.of("h1 { color: red }"),
                "en",
                List.of("paid")));

        assertThat(room.get("/status/paid").body())
                .contains("shop", "Harbour", "Ask us", "href=\"../status.css\"", "aria-current=\"page\">paid")
                .doesNotContain("till");
        assertThat(room.get("/status/paid.json").body()).contains("shop").doesNotContain("till");
        assertThat(room.get("/status/paid.rss").body()).startsWith("<?xml");
        assertThat(room.get("/status/eu").status()).isEqualTo(404);
        assertThat(room.get("/status.css").body())
                .contains("--brand: light-dark(#0b5c63, #0b5c63)")
                .endsWith("h1 { color: red }");
    }

    @Test
    void tellsWhatOperatorsNoteForOutsidersAndNoOtherNotes() throws Exception {
        Room room = new Room();
        room.watch("till", "web", true);
        room.observe("till", Status.ERROR);
        Incident incident = new Incident(
                "k1-1", "till", room.clock.instant(), Optional.empty(), Health.ERROR, "component", "inside", List.of());
        room.history.incidents.add(incident);
        IncidentNotes notes = new IncidentNotes(room.mutes.acts());
        notes.add(incident, "ann", "We move to the <second> database", true);
        notes.add(incident, "ann", "blame the intern", false);

        assertThat(room.get("/status").body())
                .contains("What is happening", "We move to the &lt;second&gt; database")
                .doesNotContain("intern", "inside", "ann");
        assertThat(parsed(room.get("/status.rss").body())
                        .getElementsByTagName("item")
                        .getLength())
                .isEqualTo(1);
        assertThat(room.get("/status.rss").body()).contains("<description>We move to the &lt;second&gt; database");
    }

    @Test
    void writesAFeedThatIsReadWhateverPeopleWrote() throws Exception {
        Room room = new Room();
        room.watch("till", "web", true);
        room.observe("till", Status.ERROR);
        Incident incident = new Incident(
                "k1-1", "till", room.clock.instant(), Optional.empty(), Health.ERROR, "component", "", List.of());
        room.history.incidents.add(incident);
        new IncidentNotes(room.mutes.acts())
                .add(incident, "ann", "from a terminal: \u001b[31mred\u0000\u0008 \ufffe\uffff ]]> \ud83d\ude42", true);

        assertThat(parsed(room.get("/status.rss").body())
                        .getElementsByTagName("description")
                        .item(1)
                        .getTextContent())
                .isEqualTo("from a terminal:  [31mred      ]]> \ud83d\ude42");
    }

    @Test
    void losesNoStoryAmongTheTroublesOfOthersAndAsksForAllAtOnce() {
        Room room = new Room();
        room.watch("till", "web", true);
        room.watch("inner", "back", false);
        Instant now = room.clock.instant();
        Incident open = new Incident(
                "k1-1", "till", now.minusSeconds(9_000), Optional.empty(), Health.ERROR, "component", "", List.of());
        room.history.incidents.add(open);
        new IncidentNotes(room.mutes.acts()).add(open, "ann", "We are on it", true);
        for (int i = 0; i < 600; i++) {
            Instant from = now.minusSeconds(i + 1);
            room.history.incidents.add(
                    new Incident("i-" + i, "inner", from, Optional.of(from), Health.ERROR, "component", "", List.of()));
        }
        for (int i = 0; i < 50; i++) {
            room.watch("more-" + i, "web", true);
        }

        assertThat(room.get("/status").body()).contains("We are on it").doesNotContain("inner");
        assertThat(room.history.reads).as("open ones, ended ones, and buckets").hasValue(3);
    }

    @Test
    void isMadeOnceForAllWhoComeFirst() throws Exception {
        Room room = Room.furnished();
        room.history.reads.set(0);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Response>> visitors = Collections.nCopies(64, () -> room.get("/status"));
            for (Future<Response> one : threads.invokeAll(visitors)) {
                assertThat(one.get().body()).contains("till is down");
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(room.history.reads).hasValue(3);
    }

    @Test
    void announcesPlannedWorkUntilItIsOver() {
        Room room = new Room();
        room.watch("till", "web", true);
        Instant from = room.clock.instant().plusSeconds(3_600);

        Response added = room.ask(
                "POST",
                "/api/v1/announcements?from=" + from + "&to=" + from.plusSeconds(3_600)
                        + "&title=New+index&text=Search+may+be+slow&by=zoe");

        assertThat(added.status()).isEqualTo(201);
        assertThat(room.get("/status").body())
                .contains("Planned: New index", "Search may be slow")
                .doesNotContain("zoe");
        room.clock.forward(Duration.ofHours(3));
        assertThat(room.get("/status").body()).doesNotContain("New index");
    }

    @Test
    void speaksGerman() {
        Room room = Room.furnished();
        room.pages = pages(new StatusPageSettings(
                "Hafen", "", Optional.empty(), "", List.of(), Optional.empty(), "de", List.of()));

        assertThat(room.get("/status").body())
                .contains(
                        "<html lang=\"de\">",
                        "till ist ausgefallen",
                        "Alles andere funktioniert.",
                        "Dienste",
                        "geprüft seit 1. März");
    }

    @Test
    void isNotSentAgainToWhoHasIt() {
        Room room = Room.furnished();
        String tag = room.get("/status").headers().get("ETag");

        Response again = room.server.answer(new Request("GET", "/status", "", "", "", tag, Sender.UNKNOWN));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.headers()).containsEntry("Cache-Control", "public, max-age=10");
    }

    private static PageSettings pages(StatusPageSettings status) {
        return new PageSettings(List.of(), ZoneOffset.UTC, "", status);
    }

    @Test
    void isThereForThoseWhoWantItAlone() {
        Room room = new Room(Room.open(), false);
        room.watch("shop", "", true);

        assertThat(room.get("/status").status()).isEqualTo(404);
        assertThat(room.get("/status.json").status()).isEqualTo(404);
    }

    @Test
    void needsNoPasswordWhereAllElseDoes() {
        Room room = new Room(Room.guarded("ops", "secret"), true);
        room.watch("shop", "", true);
        room.watch("stock", "", false);

        assertThat(room.get("/status").status()).isEqualTo(200);
        assertThat(room.get("/status.css").status()).isEqualTo(200);
        assertThat(room.get("/badge/shop.svg").status()).isEqualTo(200);
        assertThat(room.get("/badge/stock.svg").status()).isEqualTo(401);
        assertThat(room.get("/badge/unknown.svg").status()).isEqualTo(401);
        assertThat(room.get("/api/v1/checks").status()).isEqualTo(401);
        assertThat(room.get("/").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "shop, 200, 'shop: ok', #4c1",
        "till, 200, 'till: error', #e05d44",
        "stock, 200, 'stock: degraded', #dfb317",
        "night, 200, 'night: sleeping', #9f9f9f",
        "nobody, 404, 'check: unknown', #9f9f9f"
    })
    void wearsTheStateAsABadge(String name, int status, String title, String colour) throws Exception {
        Response badge = Room.furnished().get("/badge/" + name + ".svg");

        assertThat(badge.status()).isEqualTo(status);
        assertThat(badge.contentType()).isEqualTo("image/svg+xml");
        assertThat(badge.headers()).containsEntry("Content-Security-Policy", "default-src 'none'");
        assertThat(title(badge)).isEqualTo(title);
        assertThat(badge.body()).contains("fill=\"" + colour + "\"");
    }

    @Test
    void wearsTheUptimeAsABadge() throws Exception {
        Room room = Room.furnished();

        assertThat(title(room.get("/badge/shop.svg?type=uptime&window=7d"))).isEqualTo("shop 7d: 90%");
        assertThat(title(room.get("/badge/stock.svg?type=uptime"))).isEqualTo("stock 30d: no data");
        assertThat(room.get("/badge/shop.svg?window=1y").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"1, 100%", "0.99999, 99.99%", "0.9987, 99.87%", "0.29, 29%", "0.57, 57%", "0, 0%"})
    void cutsTheShareOfTime(double share, String shown) {
        assertThat(Badges.percent(share)).isEqualTo(shown);
    }

    @Test
    void isWellFormedWhateverTheName() throws Exception {
        Room room = new Room();
        String name = HOSTILE + "\u0001\ud800\uffff" + "W".repeat(200);
        room.watch(name, "", true);

        Response badge = room.get(
                "/badge/" + java.net.URLEncoder.encode(HOSTILE, java.nio.charset.StandardCharsets.UTF_8) + ".svg");
        String svg = Badge.of(name, "ok", Badge.GREEN);

        assertThat(badge.status()).isEqualTo(404);
        assertThat(parsed(svg).getElementsByTagName("script").getLength()).isZero();
        assertThat(parsed(svg).getElementsByTagName("title").item(0).getTextContent())
                .startsWith("<script>alert('1')</script>")
                .hasSizeLessThan(80);
        int width = Integer.parseInt(parsed(svg).getDocumentElement().getAttribute("width"));
        assertThat(width).isBetween(100, 800);
    }

    private static String title(Response badge) throws Exception {
        return parsed(badge.body()).getElementsByTagName("title").item(0).getTextContent();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
