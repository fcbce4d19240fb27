package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.evaluate.Watched;
import io.vedette.probe.DnsAnswerer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of targets beside a Vedette that runs. */
class DiscoveryTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void followsFiles() throws Exception {
        Installation installation = Installation.empty(folder)
                .file(
                        "routes/shop.checks.yaml",
                        "defaults: { interval: 1h, group: shop, tags: [ all ] }",
                        "from:",
                        "  - file: targets/*.json",
                        "    every: 1s",
                        "    name: \"{env}-{host}\"",
                        "    http: \"http://{host}:{port}/health\"")
                .file("routes/targets/a.json", targets("prod", "127.0.0.1:1", "127.0.0.2:1", "127.0.0.3:1"));
        try (Standalone vedette = installation.start()) {
            assertThat(names(vedette)).isEqualTo("prod-127.0.0.1 prod-127.0.0.2 prod-127.0.0.3");
            Watched first = vedette.service().watchlist().find("prod-127.0.0.1").orElseThrow();
            assertThat(first.check().url()).isEqualTo("http://127.0.0.1:1/health");
            assertThat(first.check().group()).isEqualTo("shop");
            assertThat(first.check().tags()).containsExactly("all", "env=prod");

            installation.file("routes/targets/b.json", targets("dev", "127.0.0.9:2"));
            awaitNames(vedette, "dev-127.0.0.9 prod-127.0.0.1 prod-127.0.0.2 prod-127.0.0.3");
            assertThat(vedette.service().watchlist().find("prod-127.0.0.1")).containsSame(first);

            installation.file("routes/targets/a.json", "[{\"targets\":");
            installation.file("routes/targets/b.json", targets("dev", "127.0.0.9:2", "127.0.0.8:2"));
            await().atMost(LONGEST)
                    .until(() -> installation.get("/api/v1/config").body().contains("\"error\":\"a.json is not JSON"));
            awaitNames(vedette, "dev-127.0.0.8 dev-127.0.0.9 prod-127.0.0.1 prod-127.0.0.2 prod-127.0.0.3");
            assertThat(installation.get("/metrics").body())
                    .containsPattern("vedette_source_up\\{source=\"file .*\"} 0");
            assertThat(installation.get("/api/v1/health").body())
                    .contains("\"vedette-sources\",\"status\":\"DEGRADED\"");
            assertThat(installation.get("/health/ready").statusCode()).isEqualTo(200);

            Files.delete(folder.resolve("routes/targets/b.json"));
            installation.file("routes/targets/a.json", targets("prod", "127.0.0.1:1", "127.0.0.2:1", "127.0.0.3:1"));
            awaitNames(vedette, "prod-127.0.0.1 prod-127.0.0.2 prod-127.0.0.3");
            assertThat(vedette.service().watchlist().find("prod-127.0.0.1")).containsSame(first);
        }
    }

    @Test
    void aWebAddressThatBreaksOrEmptiesTakesNothingAway() throws Exception {
        AtomicReference<Answered> answer = new AtomicReference<>(json(targets("prod", "a.example:1", "b.example:2")));
        try (LocalServer cmdb = new LocalServer(asked -> answer.get())) {
            Installation installation = Installation.empty(folder)
                    .file(
                            "routes/shop.checks.yaml",
                            "defaults: { interval: 1h }",
                            "from:",
                            "  - { url: '" + cmdb.url("/targets") + "', every: 1s, template: tcp,",
                            "      request: { headers: { X-Token: geheim-1234 } } }");
            try (Standalone vedette = installation.start()) {
                assertThat(names(vedette)).isEqualTo("a.example:1 b.example:2");
                assertThat(cmdb.last().header("x-token")).contains("geheim-1234");

                answer.set(Answered.of(500, "no X-Token geheim-1234 here"));
                await().atMost(LONGEST)
                        .until(() -> installation
                                .get("/api/v1/config")
                                .body()
                                .contains("answers with status 500, expected 200"));
                assertThat(names(vedette)).isEqualTo("a.example:1 b.example:2");

                answer.set(json("[]"));
                await().atMost(LONGEST).until(() -> names(vedette).isEmpty());

                answer.set(json(targets("prod", "a.example:1", "c.example:3")));
                awaitNames(vedette, "a.example:1 c.example:3");
            }
            answer.set(Answered.of(503, ""));
            try (Standalone again = installation.start()) {
                assertThat(names(again)).as("kept over a restart").isEqualTo("a.example:1 c.example:3");
            }
            try (Stream<Path> kept = Files.list(folder.resolve("data/targets"))) {
                assertThat(kept.toList())
                        .hasSize(1)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void anAnswerThatTakesMostAwayIsHeldForOneLook() throws Exception {
        AtomicReference<Answered> answer = new AtomicReference<>(json(targets("prod", "a:1", "b:1", "c:1")));
        try (LocalServer cmdb = new LocalServer(asked -> answer.get())) {
            Installation installation = Installation.empty(folder)
                    .file(
                            "routes/shop.checks.yaml",
                            "defaults: { interval: 1h }",
                            "from: [ { url: '" + cmdb.url("/") + "', every: 5s, template: tcp } ]");
            try (Standalone vedette = installation.start()) {
                answer.set(json(targets("prod", "a:1")));
                await().atMost(LONGEST)
                        .until(() -> !installation.get("/api/v1/config").body().contains("\"heldSince\":null"));
                assertThat(names(vedette)).isEqualTo("a:1 b:1 c:1");
                awaitNames(vedette, "a:1");
            }
        }
    }

    @Test
    void followsServiceRecordsOfDns() throws Exception {
        AtomicReference<String> records = new AtomicReference<>("10 5 8080 a.example.,10 5 8081 b.example.");
        AtomicReference<Integer> rcode = new AtomicReference<>(0);
        try (DnsAnswerer dns = DnsAnswerer.start((query, overTcp) -> Optional.of(DnsAnswerer.response(
                        query,
                        rcode.get(),
                        Stream.of(records.get().split(","))
                                .filter(one -> !one.isEmpty())
                                .map(one -> "_http._tcp.example. 60 IN SRV " + one)
                                .toArray(String[]::new))
                .toWire()))) {
            Installation installation = Installation.empty(folder)
                    .file(
                            "routes/shop.checks.yaml",
                            "defaults: { interval: 1h }",
                            "from:",
                            "  - { dns: _http._tcp.example, type: SRV, resolver: '" + dns.address() + "', every: 1s,",
                            "      template: health, url: 'http://{host}:{port}/health' }");
            try (Standalone vedette = installation.start()) {
                assertThat(names(vedette)).isEqualTo("a.example:8080 b.example:8081");
                assertThat(vedette.service()
                                .watchlist()
                                .find("b.example:8081")
                                .orElseThrow()
                                .check()
                                .url())
                        .isEqualTo("http://b.example:8081/health");

                records.set(records.get() + ",10 5 8082 c.example.");
                awaitNames(vedette, "a.example:8080 b.example:8081 c.example:8082");

                rcode.set(2);
                records.set("");
                await().atMost(LONGEST)
                        .until(() -> installation.get("/api/v1/config").body().contains("SERVFAIL"));
                assertThat(names(vedette)).isEqualTo("a.example:8080 b.example:8081 c.example:8082");

                rcode.set(3);
                await().atMost(LONGEST).until(() -> names(vedette).isEmpty());
            }
        }
    }

    @Test
    void namesWhatIsThereTwiceAndLeavesOutWhatNoCheckCanBeMadeOf() throws Exception {
        Installation installation = Installation.empty(folder)
                .file(
                        "routes/shop.checks.yaml",
                        "checks: [ { name: 'a:1', tcp: a, port: 1, interval: 1h } ]",
                        "from: [ { file: targets/a.yml, template: tcp } ]")
                .file(
                        "routes/targets/a.yml",
                        "- targets: [ 'a:1', 'b:2', 'b:2', 'c', 'd:99999', '{{env:HOME}}:1' ]",
                        "- targets: [ 'e:5' ]",
                        "  labels: { notify: nobody }");
        try (Standalone vedette = installation.start()) {
            assertThat(names(vedette)).isEqualTo("a:1 b:2");
            assertThat(vedette.problems())
                    .extracting(Object::toString)
                    .anySatisfy(problem -> assertThat(problem)
                            .startsWith("routes/shop.checks.yaml:2: warning: from: the check \"a:1\" is left out:")
                            .contains("already the name of another check, in routes/shop.checks.yaml:1"))
                    .anySatisfy(problem -> assertThat(problem).contains("\"c\" is left out: port: is missing"))
                    .anySatisfy(problem -> assertThat(problem).contains("\"d:99999\" is left out: port:"))
                    .anySatisfy(problem -> assertThat(problem).contains("\"e:5\" is left out: notify: \"nobody\""))
                    .anySatisfy(problem -> assertThat(problem).contains("{{env:HOME}}"));
        }
    }

    /** Design: one of 10,000 reloaded within 1 s of the file's change being seen. */
    @Test
    @Tag("long")
    void tenThousandTargetsOfWhichOneChanges() throws Exception {
        Installation installation = Installation.empty(folder)
                .with("VEDETTE_INTERVAL", "1h")
                .file("routes/shop.checks.yaml", "from: [ { file: targets/a.json, template: tcp, every: 1s } ]")
                .file("routes/targets/a.json", many(0));
        long began = System.nanoTime();
        try (Standalone vedette = installation.start()) {
            System.out.println("start of 10,000: " + millis(began) + " ms");
            assertThat(vedette.service().watchlist().size()).isEqualTo(10_000);
            for (int i = 1; i <= 5; i++) {
                installation.file("routes/targets/a.json", many(i));
                long edited = System.nanoTime();
                String last = "h.example:" + (20_000 + i);
                await().pollInterval(Duration.ofMillis(10))
                        .atMost(LONGEST)
                        .until(() -> vedette.service().watchlist().find(last).isPresent());
                System.out.println("one of 10,000 changed, seen and taken after " + millis(edited) + " ms");
            }
            long reload = System.nanoTime();
            vedette.reloads().reload();
            System.out.println("a reload that changes nothing: " + millis(reload) + " ms");
            assertThat(millis(reload)).isLessThan(5_000);
        }
    }

    private static long millis(long from) {
        return Duration.ofNanos(System.nanoTime() - from).toMillis();
    }

    private static String many(int change) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"targets\":[\"h.example:" + (i == 0 ? 20_000 + change : 1 + i)
                        + "\"],\"labels\":{\"env\":\"prod\"}}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String names(Standalone vedette) {
        return vedette.service().watchlist().all().stream()
                .map(watched -> watched.check().name())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static void awaitNames(Standalone vedette, String names) {
        await().atMost(LONGEST).untilAsserted(() -> assertThat(names(vedette)).isEqualTo(names));
    }

    private static String targets(String env, String... addresses) {
        return "[{\"targets\":["
                + Stream.of(addresses).map(one -> '"' + one + '"').collect(Collectors.joining(","))
                + "],\"labels\":{\"env\":\""
                + env + "\"}}]";
    }

    private static Answered json(String body) {
        return Answered.of(200, body).with("Content-Type", "application/json; charset=utf-8");
    }
}
