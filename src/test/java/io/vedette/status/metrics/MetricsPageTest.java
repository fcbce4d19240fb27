package io.vedette.status.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.hawkular.agent.prometheus.types.Metric;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Prometheus reads at {@code /metrics} of a running Vedette. */
class MetricsPageTest {

    private static final String STRANGE = "café \"x\" \\ {a=1}, # y";
    private static final String HOSTILE = "geheim-4711";

    @TempDir
    private static Path folder;

    private static LocalServer well;
    private static LocalServer ill;
    private static LocalServer hook;
    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start() throws Exception {
        well = LocalServer.answering(200, "{}");
        ill = LocalServer.answering(503, HOSTILE);
        hook = LocalServer.answering(500, HOSTILE);
        installation = Installation.shipped(folder)
                .file(
                        "routes/checks.yaml",
                        check("shop", well, "web"),
                        check("till", ill, "web"),
                        check(STRANGE, ill, ""))
                .file(
                        "routes/own.yaml",
                        "- route:",
                        "    id: count-orders",
                        "    from:",
                        "      uri: timer:orders?delay=1&repeatCount=3&period=1",
                        "      steps:",
                        "        - to: { uri: 'micrometer:counter:orders' }")
                .with("VEDETTE_WEBHOOK_URL", hook.url("/hook"))
                .with("VEDETTE_GROUP_WINDOW", "0s");
        vedette = installation.start();
        await().until(() -> installation.get("/task/shop").statusCode() == 200
                && up("shop") == 1
                && up("till") == 0
                && up(STRANGE) == 0);
        await().until(() -> !hook.asked().isEmpty());
    }

    @AfterAll
    static void stop() {
        vedette.close();
        well.close();
        ill.close();
        hook.close();
    }

    private static String check(String name, LocalServer server, String group) {
        return "- templatedRoute:\n    routeTemplateRef: http\n    routeId: '" + name.replace("'", "''")
                + "'\n    parameters:\n      - { name: url, value: '" + server.url("/") + "' }\n"
                + "      - { name: notify, value: webhook }\n      - { name: interval, value: 1h }\n"
                + (group.isEmpty() ? "" : "      - { name: group, value: '" + group + "' }\n");
    }

    private static double up(String check) throws Exception {
        return scrape().value("vedette_check_up", "check", check).orElse(-1);
    }

    private static Scrape scrape() throws Exception {
        return Scrape.of(installation.get("/metrics").body());
    }

    @Test
    void tellsOfEveryCheck() throws Exception {
        Scrape scrape = scrape();

        assertThat(scrape.value("vedette_check_status", "check", "till", "group", "web", "status", "error"))
                .hasValue(1);
        assertThat(scrape.series("vedette_check_status")).hasSize(3);
        assertThat(scrape.value("vedette_checks", "status", "error")).hasValue(2);
        assertThat(scrape.value("vedette_checks", "status", "paused")).hasValue(0);
        assertThat(scrape.value("vedette_check_duration_seconds", "check", "shop")
                        .getAsDouble())
                .isPositive();
        assertThat(scrape.value("vedette_check_last_success_timestamp_seconds", "check", "shop"))
                .isPresent();
        assertThat(scrape.value("vedette_check_last_success_timestamp_seconds", "check", "till"))
                .isEmpty();
        assertThat(scrape.value("vedette_probes_total", "status", "error").getAsDouble())
                .isGreaterThanOrEqualTo(2);
        assertThat(scrape.value("vedette_schedule_lag_seconds").getAsDouble()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void tellsOfEveryTarget() throws Exception {
        await().until(() -> scrape().value("vedette_alerts_total", "target", "webhook", "outcome", "failed")
                        .orElse(0)
                > 0);
        Scrape scrape = scrape();

        assertThat(scrape.value("vedette_target_failing", "target", "webhook")).hasValue(1);
        assertThat(scrape.value("vedette_target_failing", "target", "log")).hasValue(0);
        assertThat(scrape.value("vedette_outbox_alerts", "target", "webhook")).hasValue(2);
        assertThat(scrape.value("vedette_outbox_oldest_age_seconds", "target", "webhook")
                        .getAsDouble())
                .isPositive();
        assertThat(scrape.value("vedette_outbox_oldest_age_seconds", "target", "log"))
                .hasValue(0);
    }

    @Test
    void tellsOfItselfAndTheJvm() throws Exception {
        Scrape scrape = scrape();

        assertThat(scrape.value("vedette_store_up")).hasValue(1);
        assertThat(scrape.value("vedette_offline")).hasValue(0);
        assertThat(scrape.value("vedette_reload_success")).hasValue(1);
        assertThat(scrape.series("vedette_build_info"))
                .extracting(Metric::getLabels)
                .allSatisfy(labels -> assertThat(labels.get("version")).isNotBlank());
        assertThat(scrape.families()).containsKeys("jvm_memory_used_bytes", "process_start_time_seconds", "jvm_info");
    }

    @Test
    void countsWhatRoutesOfOperatorsCount() {
        await().untilAsserted(() -> assertThat(scrape().value("orders_total", "camelContext", "vedette"))
                .hasValue(3));
    }

    @Test
    void holdsNothingThatEndpointsSaid() throws Exception {
        assertThat(installation.get("/metrics").body()).doesNotContain(HOSTILE).doesNotContain("127.0.0.1");
    }

    @Test
    void isWhatPrometheusItselfReads() throws Exception {
        assumeTrue(Scrape.hasPromtool(), "promtool is not installed here: only the other parser read /metrics");
        String text = installation.get("/metrics").body();

        // What it says of the style of the JVM's names is Micrometer's affair.
        assertThat(Scrape.promtool(text, "check", "metrics")).doesNotContain("error while linting");
        String ours = text.lines()
                .filter(line -> line.matches("(# (HELP|TYPE) )?vedette_.*"))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(Scrape.promtool(ours, "check", "metrics")).isEmpty();
    }

    @Test
    void speaksOpenMetricsWithThoseWhoAskForIt() throws Exception {
        HttpResponse<String> open = installation.get(
                "/metrics",
                "Accept",
                "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;version=0.0.4;q=0.5");
        HttpResponse<String> plain = installation.get("/metrics", "Accept", "text/html, */*");

        assertThat(open.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n").contains("# TYPE vedette_build info");
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(plain.body()).doesNotContain("# EOF");
    }

    @Test
    void tellsOneOnlyHeadersWhoAsksForThem() throws Exception {
        HttpResponse<String> head = installation.send("HEAD", "/metrics");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(installation.send("POST", "/metrics").statusCode()).isEqualTo(405);
    }
}
