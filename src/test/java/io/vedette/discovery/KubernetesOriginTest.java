package io.vedette.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.probe.Attempt;
import io.vedette.probe.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services and Ingresses of a cluster, by an API server that speaks the real protocol over TLS. */
class KubernetesOriginTest {

    private static final TestAuthority ROOT = TestAuthority.root("cluster", TestAuthority.Validity.LASTING);
    private static final String ASKS = "\"prometheus.io/probe\":\"true\"";

    @TempDir
    Path folder;

    private FakeApiServer server;
    private KubernetesOrigin origin;

    @BeforeEach
    void start() throws Exception {
        server = new FakeApiServer(ROOT.server(TestAuthority.Validity.LASTING, "127.0.0.1"));
        Files.writeString(folder.resolve("token"), "one\n");
        Files.writeString(folder.resolve("ca.crt"), ROOT.pem());
        server.put("shop", service("shop", ASKS, "{\"port\":80}"));
        server.put("till", service("till", "", "{\"port\":80}"));
        origin = new KubernetesOrigin("services", options());
    }

    @AfterEach
    void stop() {
        origin.close();
        server.close();
    }

    @Test
    void listsOnceAndThenFollowsEvents() throws Exception {
        assertThat(addresses()).isEqualTo("shop.prod.svc:80");

        server.put("cart", service("cart", ASKS, "{\"port\":8080}"));
        await().until(() -> addresses().equals("cart.prod.svc:8080 shop.prod.svc:80"));
        server.put("cart", service("cart", ASKS, "{\"port\":9090}"));
        await().until(() -> addresses().equals("cart.prod.svc:9090 shop.prod.svc:80"));
        server.put("shop", service("shop", "", "{\"port\":80}"));
        await().until(() -> addresses().equals("cart.prod.svc:9090"));
        server.delete("cart");
        await().until(() -> addresses().isEmpty());
        assertThat(server.asked()).filteredOn(uri -> !uri.contains("watch=1")).hasSize(1);
    }

    @Test
    void aWatchThatEndsTakesNothingAwayAndGoesOnFromItsPlace() throws Exception {
        assertThat(addresses()).isEqualTo("shop.prod.svc:80");
        server.endWatch();
        await().until(() ->
                server.asked().stream().filter(uri -> uri.contains("watch=1")).count() == 2);

        server.put("cart", service("cart", ASKS, "{\"port\":8080}"));

        await().until(() -> addresses().equals("cart.prod.svc:8080 shop.prod.svc:80"));
        assertThat(server.asked()).filteredOn(uri -> !uri.contains("watch=1")).hasSize(1);
    }

    @Test
    void listsAgainAndReplacesAllWhereItsPlaceIsForgotten() throws Exception {
        server.put("cart", service("cart", ASKS, "{\"port\":8080}"));
        assertThat(addresses()).isEqualTo("cart.prod.svc:8080 shop.prod.svc:80");

        server.lose("cart");
        server.forget();

        await().until(() -> addresses().equals("shop.prod.svc:80"));
    }

    @Test
    void readsAllPages() throws Exception {
        server.page = 1;
        server.put("cart", service("cart", ASKS, "{\"port\":8080}"));

        assertThat(addresses()).isEqualTo("cart.prod.svc:8080 shop.prod.svc:80");
    }

    @Test
    void keepsWhatItKnowsWhileTheTokenIsRefusedAndTakesUpTheNewOne() throws Exception {
        assertThat(addresses()).isEqualTo("shop.prod.svc:80");
        server.token = "two";
        server.endWatch();
        await().until(() -> origin.look(Attempt.unlimited()).complaint().contains("status 401"));
        assertThat(addresses()).isEqualTo("shop.prod.svc:80");

        Files.writeString(folder.resolve("token"), "two\n");

        await().until(() -> origin.look(Attempt.unlimited()).complaint().isEmpty());
        assertThat(addresses()).isEqualTo("shop.prod.svc:80");
    }

    @Test
    void trustsNobodyButTheCluster() throws Exception {
        Files.writeString(
                folder.resolve("ca.crt"),
                TestAuthority.root("other", TestAuthority.Validity.LASTING).pem());
        try (KubernetesOrigin deceived = new KubernetesOrigin("services", options())) {
            assertThatThrownBy(() -> deceived.look(Attempt.unlimited()))
                    .isInstanceOf(Unanswered.class)
                    .hasMessageContaining("certification path");
        }
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"type\":\"ERROR\",\"object\":{\"code\":410}}\n"})
    void asksMoreAndMoreSeldomWhereEachWatchEndsAtOnce(String event) throws Exception {
        server.watches = Optional.of(out -> out.write(event.getBytes(StandardCharsets.UTF_8)));
        origin = new KubernetesOrigin("services", options(), Discovery.TIMEOUT, Duration.ofMillis(10));
        long began = System.nanoTime();

        await().until(() -> origin.look(Attempt.unlimited()).complaint().contains("ends each watch early"));

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThan(Duration.ofMillis(10 + 20 + 40 + 80 + 160));
        assertThat(server.asked()).filteredOn(uri -> uri.contains("watch=1")).hasSizeLessThan(10);
        assertThat(addresses()).isEqualTo("shop.prod.svc:80");

        server.watches = Optional.empty();
        server.put("cart", service("cart", ASKS, "{\"port\":8080}"));
        await().until(() -> addresses().equals("cart.prod.svc:8080 shop.prod.svc:80"));
    }

    @Test
    void endsAListThatStallsAndTakesTheNextOne() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        server.lists = Optional.of(out -> {
            out.write("{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[".getBytes(StandardCharsets.UTF_8));
            out.flush();
            stalled.await();
        });
        origin = new KubernetesOrigin("services", options(), Duration.ofSeconds(1), Duration.ofMillis(10));
        try {
            assertThatThrownBy(() -> origin.look(Attempt.unlimited()))
                    .isInstanceOf(Unanswered.class)
                    .hasMessageContaining("list of services does not end within 1s");

            server.lists = Optional.empty();
            await().ignoreExceptionsInstanceOf(Unanswered.class)
                    .until(() -> addresses().equals("shop.prod.svc:80"));
        } finally {
            stalled.countDown();
        }
    }

    @Test
    void readsNoListWithoutEnd() {
        byte[] blanks = new byte[64 * 1024];
        Arrays.fill(blanks, (byte) ' ');
        server.lists = Optional.of(out -> {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(blanks);
            }
        });

        assertThatThrownBy(() -> origin.look(Attempt.unlimited()))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining("list of services is larger than 16 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"items\":[]}", "<html>"})
    void takesNothingElseForAnEmptyList(String body) {
        server.lists = Optional.of(out -> out.write(body.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> origin.look(Attempt.unlimited()))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining("list");
    }

    @Test
    void tellsThatALineOfAWatchNeverEnds() throws Exception {
        server.watches = Optional.of(out -> out.write(new byte[5 * 1024 * 1024]));

        await().until(() -> origin.look(Attempt.unlimited()).complaint().contains("longer than any object"));

        assertThat(addresses()).isEqualTo("shop.prod.svc:80");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"port\":80},{\"port\":53,\"protocol\":\"UDP\"} |                     | a.prod.svc:80",
                "{\"port\":80},{\"port\":443}  |                                        | a.prod.svc:80 https://a.prod.svc:443/",
                "{\"port\":8443,\"name\":\"https-api\"} |                               | https://a.prod.svc:8443/",
                "{\"port\":80},{\"port\":81}   | \"prometheus.io/port\":\"81\"          | a.prod.svc:81",
                "{\"port\":80}                 | \"prometheus.io/probe-path\":\"/up\"   | http://a.prod.svc:80/up",
                "{\"port\":80}                 | \"prometheus.io/probe\":\"false\"      | ``"
            })
    void namesThePortsOfAService(String ports, String annotations, String addresses) throws Exception {
        String all = ASKS + (annotations == null ? "" : "," + annotations);

        assertThat(KubernetesTargets.ofService(new ObjectMapper().readTree(service("a", all, ports))).stream()
                        .map(Target::address)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(addresses);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"host\":\"a.example\"}                     |                                   | http://a.example/",
                "{\"host\":\"a.example\",\"http\":{\"paths\":[{\"path\":\"/one\"},{\"path\":\"/two\"}]}} | |"
                        + " http://a.example/one http://a.example/two",
                "{\"host\":\"a.example\"}                     | {\"hosts\":[\"a.example\"]}       | https://a.example/",
                "{\"host\":\"a.example\"}                     | {\"hosts\":[\"*.example\"]}       | https://a.example/",
                "{\"host\":\"a.example\"}                     | {}                                | https://a.example/",
                "{\"host\":\"a.example\"}                     | {\"hosts\":[\"b.example\"]}       | http://a.example/",
                "{\"host\":\"*.example\"}                     |                                   | ``",
                "{\"host\":\"a.example\",\"http\":{\"paths\":[{\"path\":\"/x(.*)\"}]}} |     | http://a.example/"
            })
    void namesTheAddressesOfAnIngress(String rule, String tls, String addresses) throws Exception {
        String ingress = "{\"metadata\":{\"name\":\"a\",\"namespace\":\"prod\",\"annotations\":{" + ASKS
                + ",\"vedette.io/interval\":\"30s\"}},\"spec\":{\"rules\":[" + rule + "],\"tls\":["
                + (tls == null ? "" : tls) + "]}}";

        var targets = KubernetesTargets.ofIngress(new ObjectMapper().readTree(ingress));

        assertThat(targets.stream().map(Target::address).collect(Collectors.joining(" ")))
                .isEqualTo(addresses);
        assertThat(targets)
                .allSatisfy(target -> assertThat(target.labels())
                        .containsExactlyEntriesOf(
                                new TreeMap<>(Map.of("ingress", "a", "interval", "30s", "namespace", "prod"))));
    }

    private Map<String, String> options() {
        return Map.of(
                "server", "https://127.0.0.1:" + server.port(),
                "tokenFile", folder.resolve("token").toString(),
                "caFile", folder.resolve("ca.crt").toString());
    }

    private String addresses() throws Exception {
        return origin.look(Attempt.unlimited()).targets().stream()
                .map(Target::address)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String service(String name, String annotations, String ports) {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"prod\",\"annotations\":{" + annotations
                + "}},\"spec\":{\"ports\":[" + ports + "]}}";
    }
}
