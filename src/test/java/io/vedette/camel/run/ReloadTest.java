package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.evaluate.Watched;
import io.vedette.state.CheckState;
import io.vedette.status.source.Reloads.Outcome;
import io.vedette.status.source.Reloads.Result;
import io.vedette.target.Targets;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

    /** For a machine that has much else to do. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private LocalServer server;
    private Installation installation;
    private Standalone vedette;

    @BeforeEach
    void start() throws Exception {
        server = LocalServer.answering(200, "fine");
        installation = Installation.empty(folder)
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .file("routes/checks.yaml", check("one", "/one") + check("two", "/two"))
                .file("routes/notify-house.yaml", notify("house", "mock:house"));
        vedette = installation.start();
    }

    @AfterEach
    void stop() {
        vedette.close();
        server.close();
    }

    @Test
    void takesUpANewCheckOfTheFolder() throws Exception {
        installation.file("routes/more.yaml", check("three", "/three"));

        await().atMost(LONGEST).until(() -> isAsked("/three"));
        await().atMost(LONGEST)
                .untilAsserted(() -> assertThat(vedette.reloads().state().files())
                        .contains("routes/more.yaml", "routes/checks.yaml"));
        assertThat(vedette.reloads().state().checks()).isEqualTo(3);
        assertThat(vedette.reloads().state().taken()).isEqualTo(1);
    }

    @Test
    void readsFilesOfBothEndingsThatYamlHas() throws Exception {
        installation.file("routes/more.yml", check("three", "/three") + own("mine", "/mine"), template("mock:step"));

        Outcome added = vedette.reloads().reload();
        Files.move(folder.resolve("routes/more.yml"), folder.resolve("routes/more.yaml"));
        Outcome renamed = vedette.reloads().reload();
        installation.file("routes/broken.yml", check("four", "/four").replace("url", "ulr"));
        Outcome broken = vedette.reloads().reload();

        assertThat(added.result()).as(added.toString()).isEqualTo(Result.APPLIED);
        assertThat(added.added()).containsExactlyInAnyOrder("mine", "three");
        assertThat(renamed.result()).isEqualTo(Result.UNCHANGED);
        assertThat(broken.problems()).allMatch(problem -> "routes/broken.yml".equals(problem.file()));
        await().atMost(LONGEST).until(() -> isAsked("/three") && isAsked("/mine"));
    }

    @Test
    void dropsTheHeartbeatOfACheckThatLeftAndKeepsThatOfOneThatChanged() throws Exception {
        installation.file("routes/jobs.yaml", heartbeat("job", "1h") + heartbeat("gone", "1h"));
        vedette.reloads().reload();
        installation.send("POST", "/heartbeat/job?message=one");
        installation.send("POST", "/heartbeat/gone?message=two");
        installation.file("routes/jobs.yaml", heartbeat("job", "2h"));

        vedette.reloads().reload();

        assertThat(vedette.service().stages().probing().heartbeats().last("job"))
                .isPresent();
        assertThat(vedette.service().stages().probing().heartbeats().last("gone"))
                .isEmpty();
    }

    @Test
    void touchesOnlyWhatDiffers() throws Exception {
        Watched one = watched("one");
        Watched two = watched("two");
        installation.file("routes/checks.yaml", check("one", "/one") + check("two", "/elsewhere"));

        Outcome outcome = vedette.reloads().reload();

        assertThat(outcome.result()).isEqualTo(Result.APPLIED);
        assertThat(outcome.changed()).containsExactly("two");
        assertThat(outcome.added()).isEmpty();
        assertThat(outcome.removed()).isEmpty();
        assertThat(watched("one")).isSameAs(one);
        assertThat(watched("two")).isNotSameAs(two);
        await().atMost(LONGEST).until(() -> isAsked("/elsewhere"));
    }

    @Test
    void keepsTheStateOfAChangedCheckAndOfOneThatComesBack() throws Exception {
        server.answer(500, "broken");
        await().atMost(LONGEST)
                .until(() -> watched("one").record().state().health().isProblem());
        CheckState state = watched("one").record().state();
        Instant since = state.since().truncatedTo(ChronoUnit.MILLIS);
        installation.file("routes/checks.yaml", check("one", "/one?changed"));

        assertThat(vedette.reloads().reload().removed()).containsExactly("two");

        assertThat(vedette.service().watchlist().find("two")).isEmpty();
        assertThat(watched("one").record().state().since()).isEqualTo(since);
        assertThat(watched("one").record().state().health()).isEqualTo(state.health());

        installation.file("routes/checks.yaml", check("two", "/two"));
        vedette.reloads().reload();
        installation.file("routes/checks.yaml", check("two", "/two") + check("one", "/one"));
        vedette.reloads().reload();

        assertThat(watched("one").record().state().since()).isEqualTo(since);
    }

    @Test
    void changesNothingForARenamedFileAMovedCheckOrAComment() throws Exception {
        Watched one = watched("one");
        installation.file("routes/other.yaml", "# moved", check("one", "/one"));
        installation.file("routes/checks.yaml", check("two", "/two").replace("'", "\""));
        Files.move(folder.resolve("routes/notify-house.yaml"), folder.resolve("routes/zz.yaml"));

        Outcome outcome = vedette.reloads().reload();

        assertThat(outcome.result()).isEqualTo(Result.UNCHANGED);
        assertThat(watched("one")).isSameAs(one);
        assertThat(vedette.reloads().state().files())
                .containsExactly("routes/checks.yaml", "routes/other.yaml", "routes/zz.yaml");
    }

    @Test
    void refusesABrokenEditAndKeepsWhatIsWrongWithIt() throws Exception {
        Watched one = watched("one");
        installation.file(
                "routes/checks.yaml",
                check("one", "/changed"),
                check("three", "/three").replace("url", "ulr"));

        await().atMost(LONGEST).until(() -> vedette.reloads().state().isBehind());

        Outcome rejected = vedette.reloads().state().rejected().orElseThrow();
        assertThat(rejected.result()).isEqualTo(Result.REJECTED);
        assertThat(rejected.problems()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("routes/checks.yaml");
            assertThat(problem.key()).isEqualTo("ulr");
            assertThat(problem.line()).isPositive();
            assertThat(problem.message()).contains("did you mean \"url\"?");
        });
        assertThat(watched("one")).isSameAs(one);
        assertThat(vedette.service().watchlist().find("three")).isEmpty();

        installation.file("routes/checks.yaml", check("one", "/one") + check("two", "/two"));

        await().atMost(LONGEST).until(() -> !vedette.reloads().state().isBehind());
        assertThat(vedette.reloads().state().rejected()).contains(rejected);
        assertThat(vedette.reloads().state().refused()).isEqualTo(1);
    }

    @Test
    void goesOnLookingAfterAFileThatNobodyCouldRead() throws Exception {
        Path bad = folder.resolve("routes/bad.yaml");
        installation.file("routes/bad.yaml", "- &a [*a]");
        await().atMost(LONGEST).until(() -> isRefused("routes/bad.yaml:1: *a contains itself"));
        installation.file("routes/bad.yaml", "- " + "[".repeat(3_000));
        await().atMost(LONGEST).until(() -> isRefused("routes/bad.yaml:1: is nested too deeply: more than 100 levels"));
        try (RandomAccessFile sparse = new RandomAccessFile(bad.toFile(), "rw")) {
            sparse.setLength(1L << 40); // Reading it would take hours.
        }
        await().atMost(LONGEST).until(() -> isRefused("routes/bad.yaml: is larger than 4 MiB"));

        installation.file("routes/bad.yaml", check("three", "/three"));

        await().atMost(LONGEST).until(() -> isAsked("/three"));
        assertThat(vedette.reloads().state().isBehind()).isFalse();
    }

    private boolean isRefused(String problem) {
        return vedette.reloads().state().isBehind()
                && vedette.reloads().state().rejected().orElseThrow().problems().stream()
                        .map(Object::toString)
                        .toList()
                        .equals(List.of(problem));
    }

    @Test
    void goesOnWhenTheFolderIsGoneOrEmpty() throws Exception {
        Files.delete(folder.resolve("routes/checks.yaml"));
        Files.delete(folder.resolve("routes/notify-house.yaml"));

        assertThat(vedette.reloads().reload().problems()).first().asString().contains("holds no routes file any more");

        Files.delete(folder.resolve("routes"));

        assertThat(vedette.reloads().reload().problems()).first().asString().contains("the folder is gone");
        assertThat(vedette.service().watchlist().size()).isEqualTo(2);
    }

    @Test
    void seesTheLinksOfAConfigMapSwapped() throws Exception {
        vedette.close();
        delete(folder.resolve("routes"));
        Path mount = Files.createDirectories(folder.resolve("routes"));
        Files.createSymbolicLink(mount.resolve("..data"), version(mount, "..first", check("one", "/one")));
        Files.createSymbolicLink(mount.resolve("checks.yaml"), Path.of("..data", "checks.yaml"));
        vedette = installation.start();

        Path other = version(mount, "..second", check("swapped", "/swapped"));
        Files.createSymbolicLink(mount.resolve("..data_tmp"), other);
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        await().atMost(LONGEST).until(() -> isAsked("/swapped"));
        await().atMost(LONGEST)
                .untilAsserted(() ->
                        assertThat(vedette.service().watchlist().find("one")).isEmpty());
    }

    @Test
    void seesAFileThatAnEditorPutInThePlaceOfAnother() throws Exception {
        Path draft = folder.resolve("routes/.checks.yaml.swp");
        Files.writeString(draft, check("one", "/edited"));
        Files.move(draft, folder.resolve("routes/checks.yaml"), StandardCopyOption.ATOMIC_MOVE);

        await().atMost(LONGEST).until(() -> isAsked("/edited"));
    }

    @Test
    void replacesANotifyRouteAndLosesNoAlert() throws Exception {
        Targets targets = vedette.service().targets();
        assertThat(targets.names()).containsExactly("house");
        installation
                .file("routes/notify-house.yaml", notify("house", server.url("/told")))
                .file("routes/notify-second.yaml", notify("second", server.url("/second")));

        Outcome outcome = vedette.reloads().reload();
        server.answer(500, "broken");

        assertThat(outcome.changed()).containsExactly("notify-house");
        assertThat(outcome.added()).containsExactly("notify-second");
        assertThat(targets.names()).containsExactly("house", "second");
        await().atMost(LONGEST).until(() -> isAsked("/told") && isAsked("/second"));

        Files.delete(folder.resolve("routes/notify-second.yaml"));
        vedette.reloads().reload();

        assertThat(targets.names()).containsExactly("house");
    }

    @Test
    void takesEverythingBackWhenARouteDoesNotStart() throws Exception {
        Watched one = watched("one");
        installation
                .with("VEDETTE_INTERVAL", "7m")
                .file("routes/checks.yaml", check("one", "/changed") + check("three", "/three"))
                .file("routes/notify-house.yaml", notify("house", "mock:other"))
                .file("routes/notify-zz.yaml", notify("zz", "direct:zz?exceptionHandler=#nobody"));

        Outcome outcome = vedette.reloads().reload();

        assertThat(outcome.result()).isEqualTo(Result.ROLLED_BACK);
        assertThat(outcome.problems()).last().asString().contains("routes/notify-zz.yaml:1: notify-zz: ");
        assertThat(vedette.service().settings().interval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(vedette.service().targets().names()).containsExactly("house");
        assertThat(watched("one")).isSameAs(one);
        assertThat(vedette.service().watchlist().find("three")).isEmpty();
        assertThat(context().getRoute("notify-zz")).isNull();
        assertThat(context().getRouteController().getRouteStatus("notify-house").isStarted())
                .isTrue();
        assertThat(((ModelCamelContext) context()).getRouteDefinitions())
                .extracting(RouteDefinition::getId)
                .doesNotContain("notify-zz", "three");

        installation.with("VEDETTE_INTERVAL", "60s").file("routes/notify-zz.yaml", notify("zz", "mock:zz"));

        assertThat(vedette.reloads().reload().result()).isEqualTo(Result.APPLIED);
        await().atMost(LONGEST).until(() -> isAsked("/changed") && isAsked("/three"));
    }

    @Test
    void takesBackARouteThatFailsWhenEverythingElseOfItIsUp() throws Exception {
        installation.file("routes/door.yaml", door("door"));
        assertThat(vedette.reloads().reload().result()).isEqualTo(Result.APPLIED);
        installation.file("routes/second-door.yaml", door("second-door"));

        Outcome outcome = vedette.reloads().reload();

        assertThat(outcome.result()).isEqualTo(Result.ROLLED_BACK);
        assertThat(outcome.problems()).last().asString().contains("second-door.yaml:1: second-door: ");
        assertThat(context().getRoute("second-door")).isNull();
        assertThat(context().getRouteController().getRouteStatus("second-door")).isNull();
        assertThat(context().getRouteController().getRouteStatus("door").isStarted())
                .isTrue();

        Files.delete(folder.resolve("routes/door.yaml"));

        assertThat(vedette.reloads().reload().result()).isEqualTo(Result.APPLIED);
        assertThat(context().getRouteController().getRouteStatus("second-door").isStarted())
                .isTrue();
    }

    @Test
    void bringsBackChecksWhoseTemplateDoesNotStart() throws Exception {
        installation
                .file("routes/template.yaml", template("mock:fine"))
                .file("routes/checks.yaml", check("one", "/one") + own("mine", "/mine"));
        assertThat(vedette.reloads().reload().result()).isEqualTo(Result.APPLIED);
        await().atMost(LONGEST).until(() -> isAsked("/mine"));
        installation
                .file("routes/template.yaml", template("direct:{{extra}}?exceptionHandler=#nobody"))
                .file("routes/checks.yaml", check("one", "/one") + own("mine", "/mine"));

        Outcome outcome = vedette.reloads().reload();

        assertThat(outcome.result()).isEqualTo(Result.ROLLED_BACK);
        assertThat(outcome.problems()).last().asString().contains("routes/checks.yaml:7: mine: ");
        int asked = asked("/mine");
        await().atMost(LONGEST).until(() -> asked("/mine") > asked + 1);
        assertThat(watched("mine").check().template()).isEqualTo("own");
    }

    @Test
    void changesSettingsThatCountAtOnceAndNamesThoseThatNeedARestart() throws Exception {
        Watched one = watched("one");
        installation
                .file(
                        "routes/checks.yaml",
                        check("one", "/one"),
                        check("slow", "/slow").replace("interval", "group"))
                .file("application.properties", "");
        vedette.reloads().reload();
        assertThat(watched("slow").check().interval()).isEqualTo(Duration.ofSeconds(60));
        installation
                .with("VEDETTE_INTERVAL", "5m")
                .with("VEDETTE_URLS", server.url("/task"))
                .with("VEDETTE_GREETING", "Hello")
                .with("VEDETTE_HTTP_USERNAME", "ops")
                .with("VEDETTE_HTTP_PASSWORD", "not-for-the-log");

        Outcome outcome = vedette.reloads().reload();

        assertThat(outcome.result()).isEqualTo(Result.APPLIED);
        assertThat(outcome.settings()).containsExactly("vedette.urls", "vedette.interval", "vedette.greeting");
        assertThat(outcome.needRestart()).containsExactly("vedette.http.username", "vedette.http.password");
        assertThat(outcome.toString()).doesNotContain("not-for-the-log");
        assertThat(outcome.changed()).containsExactly("slow");
        assertThat(outcome.added()).containsExactly(server.url("/task"));
        assertThat(watched("slow").check().interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(watched("one")).isSameAs(one);
        assertThat(vedette.service().settings().http().username()).isEmpty();
        assertThat(installation.get("/").statusCode()).isEqualTo(200);
        assertThat(vedette.reloads().reload().needRestart())
                .containsExactly("vedette.http.username", "vedette.http.password");
    }

    @Test
    void namesSettingsOfCamelsThatNeedARestartAndTriesThem() throws Exception {
        installation.file("application.properties", "camel.main.threadNamePattern=Camel-#name#-#counter#");
        Outcome good = vedette.reloads().reload();
        installation.file("application.properties", "camel.main.allowUseOriginalMessage=perhaps");
        Outcome bad = vedette.reloads().reload();

        assertThat(good.needRestart()).containsExactly("camel.main.threadNamePattern");
        assertThat(good.result()).isEqualTo(Result.UNCHANGED);
        assertThat(bad.result()).isEqualTo(Result.REJECTED);
        assertThat(bad.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.key()).isEqualTo("camel.main.allowUseOriginalMessage");
        });
        assertThat(installation.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesBadSettings() throws Exception {
        installation.file("application.properties", "vedette.intervall=5m");

        Outcome outcome = vedette.reloads().reload();

        assertThat(outcome.result()).isEqualTo(Result.REJECTED);
        assertThat(outcome.problems())
                .first()
                .asString()
                .contains("application.properties:1: vedette.intervall: is not a setting");
    }

    @Test
    void turnsATargetOnAndOffByItsSettings() throws Exception {
        Files.copy(
                Path.of("src/test/resources/plain-routes/notify-webhook.yaml"),
                folder.resolve("routes/notify-webhook.yaml"));
        vedette.reloads().reload();
        assertThat(vedette.service().targets().names()).containsExactly("house");
        server.answer(500, "broken");

        installation.with("VEDETTE_WEBHOOK_URL", server.url("/hook"));
        assertThat(vedette.reloads().reload().changed()).containsExactly("notify-webhook");

        assertThat(vedette.service().targets().names()).containsExactly("house", "webhook");
        await().atMost(LONGEST).until(() -> isAsked("/hook"));

        installation.with("VEDETTE_WEBHOOK_URL", server.url("/other-hook"));
        vedette.reloads().reload();
        await().atMost(LONGEST).until(() -> isAsked("/other-hook"));

        installation.with("VEDETTE_ONLY_LOG", "true");
        vedette.reloads().reload();
        assertThat(vedette.service().targets().names()).containsExactly("log");
    }

    @Test
    void leavesNothingBehindInTheContext() throws Exception {
        int notifiers = context().getManagementStrategy().getEventNotifiers().size();
        int endpoints = context().getEndpointRegistry().size();
        int services = context().getCamelContextExtension().getServices().size();
        for (int i = 0; i < 20; i++) {
            installation
                    .file("routes/more.yaml", own("mine", "/mine" + i), template("mock:t" + i))
                    .file("routes/notify-house.yaml", notify("house", "mock:house" + i));
            assertThat(vedette.reloads().reload().result()).isEqualTo(Result.APPLIED);
        }
        Files.delete(folder.resolve("routes/more.yaml"));
        installation.file("routes/notify-house.yaml", notify("house", "mock:house"));
        vedette.reloads().reload();

        assertThat(context().getManagementStrategy().getEventNotifiers()).hasSize(notifiers);
        assertThat(context().getEndpointRegistry().size()).isEqualTo(endpoints);
        assertThat(context().getCamelContextExtension().getServices()).hasSize(services);
    }

    private CamelContext context() {
        return vedette.context();
    }

    private Watched watched(String name) {
        return vedette.service().watchlist().find(name).orElseThrow();
    }

    private boolean isAsked(String target) {
        return asked(target) > 0;
    }

    private int asked(String target) {
        return (int) server.asked().stream()
                .filter(asked -> asked.target().equals(target))
                .count();
    }

    private String check(String name, String path) {
        return templated("http", name, path, "interval");
    }

    private String own(String name, String path) {
        return templated("own", name, path, "interval");
    }

    private String templated(String template, String name, String path, String interval) {
        return String.join(
                "\n",
                "- templatedRoute:",
                "    routeTemplateRef: " + template,
                "    routeId: '" + name + "'",
                "    parameters:",
                "      - { name: url, value: '" + server.url(path) + "' }",
                "      - { name: " + interval + ", value: '1s' }",
                "");
    }

    private static String heartbeat(String name, String period) {
        return "- templatedRoute:\n    routeTemplateRef: heartbeat\n    routeId: " + name
                + "\n    parameters: [ { name: period, value: " + period + " } ]\n";
    }

    private static String template(String step) {
        return String.join(
                "\n",
                "- routeTemplate:",
                "    id: own",
                "    parameters:",
                "      - { name: url, required: true }",
                "      - { name: extra, defaultValue: e }",
                "    route:",
                "      from:",
                "        uri: vedette:schedule",
                "        steps:",
                "          - to: { uri: 'vedette:probe', parameters: { type: http } }",
                "          - to: { uri: '" + step + "' }",
                "          - to: { uri: 'vedette:observe', parameters: { rule: http } }",
                "");
    }

    private static String notify(String target, String uri) {
        return String.join(
                "\n",
                "- route:",
                "    id: notify-" + target,
                "    routeConfigurationId: vedette-notify",
                "    from:",
                "      uri: vedette:alerts",
                "      parameters: { target: " + target + " }",
                "      steps:",
                "        - setBody: { expression: { simple: { expression: '${body.json}' } } }",
                "        - removeHeaders: { pattern: '*' }",
                "        - to: { uri: '" + uri + "' }",
                "");
    }

    private static String door(String id) {
        return "- route:\n    id: " + id
                + "\n    from: { uri: 'direct:door', steps: [ { to: { uri: 'mock:in' } } ] }\n";
    }

    private static Path version(Path mount, String name, String yaml) throws IOException {
        Path version = Files.createDirectory(mount.resolve(name));
        Files.writeString(version.resolve("checks.yaml"), yaml);
        return Path.of(name);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
