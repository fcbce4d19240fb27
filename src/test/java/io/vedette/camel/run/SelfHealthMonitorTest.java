package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.LocalServer;
import io.vedette.evaluate.Watched;
import io.vedette.state.Health;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A running Vedette says how it is doing itself, to whoever asks and to whoever waits for its call. */
class SelfHealthMonitorTest {

    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final String PING = "/ping/0b7f-SECRET";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("vedette");
    private final AtomicInteger ticks = new AtomicInteger();

    @TempDir
    private Path folder;

    private LocalServer job;
    private LocalServer elsewhere;
    private Installation installation;
    private Standalone vedette;

    @BeforeEach
    void install() throws Exception {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        job = LocalServer.answering(200, "{}");
        elsewhere = LocalServer.answering(200, "OK");
        work("ok");
        installation = Installation.empty(folder)
                .with("VEDETTE_DATABASE_URL", "jdbc:sqlite:data/vedette.db?busy_timeout=50")
                .task("job", "url=" + job.url("/"), "interval=200ms");
    }

    @AfterEach
    void stop() {
        if (vedette != null) {
            vedette.close();
        }
        logger.detachAppender(log);
        logger.setLevel(null);
        job.close();
        elsewhere.close();
    }

    @Test
    void isReadyOnceItHasStarted() throws Exception {
        vedette = installation.standalone(Standalone.Mode.RUN);
        assertThat(new SelfHealthMonitor(vedette.context(), vedette.service().stages(), health -> {})
                        .now()
                        .isUp())
                .as("before the start")
                .isFalse();

        vedette.start();
        HttpResponse<String> ready = installation.get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(ready.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"context\",\"status\":\"UP\",\"data\":{}},"
                        + "{\"name\":\"vedette-checks\",\"status\":\"UP\",\"data\":{\"hanging\":0,\"overdue\":0,\"scheduled\":1,\"stopped\":0}},"
                        + "{\"name\":\"vedette-clients\",\"status\":\"UP\",\"data\":{\"crowdedOut\":0,\"refused\":0}},"
                        + "{\"name\":\"vedette-outbox\",\"status\":\"UP\",\"data\":{\"stuck\":0,\"waiting\":0}},"
                        + "{\"name\":\"vedette-process\",\"status\":\"UP\",\"data\":{\"notAsked\":0}},"
                        + "{\"name\":\"vedette-sources\",\"status\":\"UP\",\"data\":{\"failing\":0,\"sources\":0}},"
                        + "{\"name\":\"vedette-store\",\"status\":\"UP\",\"data\":{\"unsaved\":0}},"
                        + "{\"name\":\"vedette-tasks\",\"status\":\"UP\","
                        + "\"data\":{\"failures\":0,\"stalled\":0,\"tasks\":14}}]}");
    }

    @Test
    void countsTheChecksThatAreToRun() throws Exception {
        start();
        assertThat(scheduled()).isEqualTo(1);

        vedette.service().stages().evaluation().mutes().pause("job", Optional.empty(), "", "");
        assertThat(scheduled()).isZero();
        vedette.service().stages().evaluation().mutes().resume("job");
        assertThat(scheduled()).isEqualTo(1);
        vedette.context().getRouteController().suspendRoute("job");
        assertThat(scheduled()).isZero();
        vedette.context().getRouteController().resumeRoute("job");
        assertThat(scheduled()).isEqualTo(1);
        vedette.context().getRouteController().stopRoute("job");
        assertThat(scheduled()).isZero();
    }

    @Test
    void isNotReadyWhileTheDatabaseIsLostAndItsOwnHealthTemplateSeesThat() throws Exception {
        installation.file(
                "routes/self.yaml",
                "- templatedRoute:",
                "    routeTemplateRef: health",
                "    routeId: self",
                "    parameters:",
                "      - { name: url, value: 'http://127.0.0.1:" + installation.port() + "/health/ready' }",
                "      - { name: interval, value: 200ms }");
        start();
        patiently().until(() -> health("self") == Health.OK);

        try (AutoCloseable lock = lock()) {
            work("broken");
            patiently()
                    .untilAsserted(() -> assertThat(watched("self")
                                    .latest()
                                    .orElseThrow()
                                    .verdict()
                                    .failures())
                            .singleElement()
                            .satisfies(failure -> {
                                assertThat(failure.component()).isEqualTo("vedette-store");
                                assertThat(failure.message())
                                        .contains("the database cannot be used since")
                                        .contains("locked");
                            }));

            assertThat(health("self")).isEqualTo(Health.ERROR);
            assertThat(installation.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(installation.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(installation.get("/api/v1/health").statusCode()).isEqualTo(200);
            assertThat(installation.get("/api/v1/health").body())
                    .startsWith("{\"data\":{\"status\":\"DOWN\"")
                    .contains("the database cannot be used since");
        }

        patiently().until(() -> health("self") == Health.OK);
        assertThat(installation.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsListenersWhenAllIsWellNoMore() throws Exception {
        start();
        CopyOnWriteArrayList<String> heard = new CopyOnWriteArrayList<>();
        vedette.events().join(OptionalLong.empty(), event -> heard.add(event.frame()));

        try (AutoCloseable lock = lock()) {
            work("broken");
            patiently()
                    .until(() -> heard.stream()
                            .anyMatch(frame -> frame.contains("event: health\ndata: {\"status\":\"DOWN\"")));
        }

        patiently()
                .until(() ->
                        heard.stream().anyMatch(frame -> frame.contains("event: health\ndata: {\"status\":\"UP\"")));
        assertThat(logged("Vedette itself is unhealthy: vedette-store: the database cannot be used"))
                .isOne();
        patiently().until(() -> logged("Vedette itself is healthy again") == 1);
    }

    @Test
    void callsElsewhereWhileAllIsWellAlone() throws Exception {
        installation.with("VEDETTE_HEARTBEAT_URL", elsewhere.url(PING));
        start();
        patiently().until(() -> elsewhere.asked().size() > 1);
        assertThat(elsewhere.asked()).allSatisfy(asked -> {
            assertThat(asked.method()).isEqualTo("GET");
            assertThat(asked.target()).isEqualTo(PING);
            assertThat(asked.body()).isEmpty();
        });

        int calls;
        try (AutoCloseable lock = lock()) {
            work("broken");
            patiently().until(() -> installation.get("/health/ready").statusCode() == 503);
            ticks(2); // One that was decided before may be under way.
            calls = elsewhere.asked().size();
            ticks(3);
            assertThat(elsewhere.asked()).hasSize(calls);
        }

        patiently().until(() -> elsewhere.asked().size() > calls);
    }

    @Test
    void postsWhereOnlyThatIsTaken() throws Exception {
        elsewhere.answer(asked -> LocalServer.Answered.of(asked.method().equals("POST") ? 200 : 405, ""));
        installation.with("VEDETTE_HEARTBEAT_URL", elsewhere.url(PING));
        start();

        patiently().until(() -> elsewhere.asked().size() > 3);

        assertThat(elsewhere.asked()).extracting(LocalServer.Asked::method).startsWith("GET", "POST", "POST", "POST");
        assertThat(logged("vedette.heartbeat.url fails")).isZero();
    }

    @Test
    void isWatchedByAHeartbeatCheckOfAnotherVedette() throws Exception {
        installation
                .file(
                        "routes/watcher.yaml",
                        "- templatedRoute:",
                        "    routeTemplateRef: heartbeat",
                        "    routeId: watcher",
                        "    parameters:",
                        "      - { name: period, value: 1m }",
                        "      - { name: grace, value: 2m }")
                .with("VEDETTE_HEARTBEAT_URL", "http://127.0.0.1:" + installation.port() + "/heartbeat/watcher");
        start();

        patiently()
                .until(() -> vedette.service()
                        .stages()
                        .probing()
                        .heartbeats()
                        .last("watcher")
                        .isPresent());
    }

    @Test
    void tellsOnceThatTheCallIsNotTakenAndOnceThatItIsAgain() throws Exception {
        elsewhere.answer(404, "no such ping");
        installation.with("VEDETTE_HEARTBEAT_URL", elsewhere.url(PING));
        start();
        patiently().until(() -> elsewhere.asked().size() > 2);
        assertThat(logged("the call of vedette.heartbeat.url fails and is repeated every minute: status 404"))
                .isOne();

        elsewhere.answer(204, "");
        patiently().until(() -> logged("the call of vedette.heartbeat.url succeeds again") > 0);
        int calls = elsewhere.asked().size();
        patiently().until(() -> elsewhere.asked().size() > calls + 1);

        assertThat(logged("the call of vedette.heartbeat.url succeeds again")).isOne();
        assertThat(logged("SECRET")).isZero();
        assertThat(installation.get("/api/v1/config").body()).doesNotContain("SECRET");
    }

    @Test
    void tellsWhyNobodyIsReached() throws Exception {
        elsewhere.close();
        installation.with("VEDETTE_HEARTBEAT_URL", elsewhere.url(PING));
        start();

        ticks(3);

        assertThat(logged("the call of vedette.heartbeat.url fails")).isOne();
        assertThat(logged("SECRET")).isZero();
    }

    @Test
    void callsNobodyWhenNothingIsToLeaveTheMachine() throws Exception {
        installation.with("VEDETTE_HEARTBEAT_URL", elsewhere.url(PING)).with("VEDETTE_ONLY_LOG", "true");
        start();

        ticks(3);

        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void callsTheAddressThatAReloadBrings() throws Exception {
        start();
        ticks(1);
        installation.file("application.properties", "vedette.heartbeat.url=" + elsewhere.url(PING));

        assertThat(vedette.reloads().reload().isTaken()).isTrue();

        patiently().until(() -> !elsewhere.asked().isEmpty());
        assertThat(installation.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void asksForThePasswordUnlessOnlyItsLifeIsAskedFor() throws Exception {
        installation.with("VEDETTE_HTTP_USERNAME", "ops").with("VEDETTE_HTTP_PASSWORD", "a-long-password");
        start();

        assertThat(installation.get("/health/ready").statusCode()).isEqualTo(401);
        assertThat(installation.get("/api/v1/health").statusCode()).isEqualTo(401);
        assertThat(installation.get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    private void start() throws Exception {
        vedette = installation.standalone(Standalone.Mode.RUN).heartbeatEvery(OFTEN);
        vedette.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.ExchangeCompletedEvent done
                        && "vedette-heartbeat".equals(done.getExchange().getFromRouteId())) {
                    ticks.incrementAndGet();
                }
            }
        });
        vedette.start();
        patiently().until(() -> health("job") == Health.OK);
    }

    /** So many runs of the heartbeat's route end, whether they call or not. */
    private void ticks(int more) {
        int before = ticks.get();
        patiently().until(() -> ticks.get() >= before + more);
    }

    /** Takes the database for itself until it is closed. */
    private AutoCloseable lock() throws Exception {
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/vedette.db"));
        try (Statement lock = other.createStatement()) {
            lock.execute("PRAGMA busy_timeout=10000");
            lock.execute("BEGIN EXCLUSIVE");
        }
        return other;
    }

    private void work(String status) {
        job.answer(asked -> LocalServer.Answered.of(
                        200, "{\"status\":\"" + status + "\",\"lastrun\":\"" + Instant.now() + "\",\"frequency\":60}")
                .with("Content-Type", "application/json"));
    }

    /** A busy machine takes its time. */
    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private long scheduled() {
        return vedette.service().stages().schedules().latestRuns().count();
    }

    private Health health(String check) {
        return watched(check).record().state().health();
    }

    private Watched watched(String check) {
        return vedette.service().watchlist().find(check).orElseThrow();
    }

    private long logged(String text) {
        return log.list.stream()
                .filter(event -> event.getFormattedMessage().contains(text))
                .count();
    }
}
