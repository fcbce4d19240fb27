package io.vedette.status.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TlsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/metrics.md, the dashboard and the alert rules name is what a running Vedette exposes. */
class MetricsDocsTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(vedette_\\w+)` \\| (\\w+) \\| ((?:`\\w+`(?:, )?)*) ?\\| [^|]+ \\| [^|]+ \\|$");
    private static final Pattern NAME = Pattern.compile("\\b(?:vedette|jvm|process)_\\w+");
    private static final Pattern HISTOGRAM_PART = Pattern.compile("_(bucket|sum|count)$");
    private static final Path DASHBOARD = Path.of("docs/grafana/vedette-dashboard.json");
    private static final Path RULES = Path.of("docs/grafana/vedette-rules.yaml");
    private static final Path RULES_TEST = Path.of("docs/grafana/vedette-rules-test.yaml");

    @TempDir
    private static Path folder;

    private static LocalServer web;
    private static LocalServer hook;
    private static TlsServer tls;
    private static Map<String, String> types;
    private static Map<String, Set<String>> labels;

    /** Every family has a series here: a check that is well, one that is muted by it, a target that took something. */
    @BeforeAll
    static void expose() throws Exception {
        web = new LocalServer(asked -> LocalServer.Answered.of(
                asked.target().equals("/ill") ? 503 : 200,
                "{\"events\":[{\"eventAction\":\"expiration\",\"eventDate\":\"2100-01-01T00:00:00Z\"}]}"));
        tls = TlsServer.showing(TestAuthority.selfSigned("localhost"));
        hook = LocalServer.answering(200, "{}");
        Installation installation = Installation.shipped(folder)
                .file(
                        "routes/checks.yaml",
                        check("shop", "/ill", ""),
                        check("bill", "/", ""),
                        check("till", "/ill", "shop"),
                        other("tls", "host", "127.0.0.1", "port", String.valueOf(tls.port()), "insecure", "true"),
                        other("domain", "name", "example.org", "server", web.url("/rdap")))
                .file("routes/found.checks.yaml", "from:", "  - { file: 'targets/*.json', template: http }")
                .file("routes/targets/web.json", "[{\"targets\": [\"" + web.url("/") + "\"]}]")
                .with("VEDETTE_WEBHOOK_URL", hook.url("/"))
                .with("VEDETTE_GROUP_WINDOW", "0s");
        try (Standalone vedette = installation.start()) {
            await().until(() -> {
                Scrape scrape = Scrape.of(installation.get("/metrics").body());
                return scrape.value("vedette_check_muted", "mute", "dependency").isPresent()
                        && scrape.value("vedette_check_last_success_timestamp_seconds", "check", "bill")
                                .isPresent()
                        && scrape.value("vedette_source_last_answer_timestamp_seconds")
                                .isPresent()
                        && scrape.value("vedette_check_certificate_expiry_timestamp_seconds")
                                .isPresent()
                        && scrape.value("vedette_check_domain_expiry_timestamp_seconds")
                                .isPresent()
                        && scrape.value("vedette_target_last_delivery_timestamp_seconds", "target", "webhook")
                                .isPresent();
            });
            read(installation.get("/metrics").body());
        } finally {
            web.close();
            tls.close();
            hook.close();
        }
    }

    private static String other(String template, String... parameters) {
        StringBuilder check = new StringBuilder("- templatedRoute:\n    routeTemplateRef: " + template
                + "\n    routeId: one-" + template + "\n    parameters:\n");
        for (int i = 0; i < parameters.length; i += 2) {
            check.append("      - { name: ")
                    .append(parameters[i])
                    .append(", value: '")
                    .append(parameters[i + 1])
                    .append("' }\n");
        }
        return check + "      - { name: interval, value: 1s }";
    }

    private static String check(String name, String path, String dependsOn) {
        return "- templatedRoute:\n    routeTemplateRef: http\n    routeId: " + name
                + "\n    parameters:\n      - { name: url, value: '" + web.url(path) + "' }\n"
                + (dependsOn.isEmpty() ? "" : "      - { name: dependsOn, value: " + dependsOn + " }\n")
                + "      - { name: interval, value: 1s }";
    }

    private static void read(String text) {
        types = new TreeMap<>();
        labels = new TreeMap<>();
        Scrape.of(text).families().forEach((name, family) -> {
            types.put(name, family.getType().name().toLowerCase(java.util.Locale.ROOT));
            labels.put(
                    name,
                    family.getMetrics().stream()
                            .flatMap(metric -> metric.getLabels().keySet().stream())
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
    }

    private static List<MatchResult> rows() throws Exception {
        return ROW.matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .toList();
    }

    @Test
    void thePageTellsOfAllThereIsAndOfNothingElse() throws Exception {
        Set<String> told = rows().stream().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> exposed = types.keySet().stream()
                .filter(name -> name.startsWith("vedette_"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (Runtime.version().feature() >= 21) {
            exposed.add("vedette_probe_pool_threads"); // Virtual threads are not counted.
        }

        assertThat(told).isEqualTo(exposed);
    }

    @Test
    void thePageTellsTypesAndLabels() throws Exception {
        for (MatchResult row : rows()) {
            String name = row.group(1);
            if (types.containsKey(name)) {
                String type = row.group(2).equals("info") ? "gauge" : row.group(2); // Text 0.0.4 has no info.
                Set<String> told = Arrays.stream(row.group(3).replace("`", "").split(", "))
                        .filter(one -> !one.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));

                assertThat(types.get(name)).as(name).isEqualTo(type);
                assertThat(labels.get(name)).as(name).isEqualTo(told);
            }
        }
    }

    @Test
    void dashboardAndRulesNameWhatThereIs() throws Exception {
        for (Path file : List.of(DASHBOARD, RULES, RULES_TEST)) {
            List<String> unknown = NAME.matcher(expressions(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !isExposed(name))
                    .distinct()
                    .toList();

            assertThat(unknown).as(file.toString()).isEmpty();
        }
    }

    private static boolean isExposed(String name) {
        return types.containsKey(name)
                || name.equals("vedette_probe_pool_threads")
                || "histogram".equals(types.get(HISTOGRAM_PART.matcher(name).replaceFirst("")));
    }

    private static String expressions(Path file) throws Exception {
        String text = Files.readString(file);
        return text.lines().filter(line -> !line.contains("rule_files")).collect(Collectors.joining("\n"));
    }

    @Test
    void everyRuleHasATest() throws Exception {
        String tests = Files.readString(RULES_TEST);

        assertThat(Pattern.compile("- alert: (\\w+)")
                        .matcher(Files.readString(RULES))
                        .results())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(tests).contains("- alertname: " + rule.group(1) + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"check rules docs/grafana/vedette-rules.yaml", "test rules docs/grafana/vedette-rules-test.yaml"
            })
    void prometheusTakesTheRules(String arguments) {
        assumeTrue(Scrape.hasPromtool(), "promtool is not installed here: the alert rules are not tried");

        assertThat(Scrape.promtool("", arguments.split(" "))).isEmpty();
    }

    @Test
    void prometheusTakesTheQueriesOfTheDashboard() throws Exception {
        assumeTrue(Scrape.hasPromtool(), "promtool is not installed here: the dashboard's queries are not tried");
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (String query : queries()) {
            String plain = query.replace("$__rate_interval", "5m").replace("$__range", "6h");
            rules.append("      - { record: x, labels: { n: '")
                    .append(rules.length())
                    .append("' }, expr: '")
                    .append(plain.replace("'", "''"))
                    .append("' }\n");
        }
        Path file = Files.writeString(folder.resolve("dashboard-queries.yaml"), rules);

        assertThat(Scrape.promtool("", "check", "rules", file.toString())).isEmpty();
    }

    private static List<String> queries() throws Exception {
        return new ObjectMapper().readTree(DASHBOARD.toFile()).findValuesAsText("expr");
    }

    @Test
    void everyPanelHasAPlaceAndAsksTheChosenDataSource() throws Exception {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<JsonNode> panels = new ArrayList<>();
        dashboard.path("panels").forEach(panels::add);

        assertThat(dashboard.path("schemaVersion").asInt()).isPositive();
        assertThat(dashboard
                        .path("templating")
                        .path("list")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("datasource");
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, 24);
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(Stream.concat(
                            Stream.of(panel.path("datasource")),
                            panel.path("targets").findValues("datasource").stream()))
                    .allSatisfy(
                            source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
        });
        assertThat(panels)
                .allSatisfy(one -> assertThat(panels.stream()
                                .filter(other -> other != one && overlap(one.path("gridPos"), other.path("gridPos"))))
                        .isEmpty());
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return isWithin(one, other, "x", "w") && isWithin(one, other, "y", "h");
    }

    private static boolean isWithin(JsonNode one, JsonNode other, String at, String size) {
        return one.path(at).asInt() < other.path(at).asInt() + other.path(size).asInt()
                && other.path(at).asInt()
                        < one.path(at).asInt() + one.path(size).asInt();
    }
}
