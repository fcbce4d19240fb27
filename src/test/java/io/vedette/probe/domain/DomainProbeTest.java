package io.vedette.probe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.config.settings.Settings.ProbeRanges;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.AddressPolicy;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.Observation;
import io.vedette.probe.TcpServer;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.tls.Trust;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.Rules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of registries and the registries themselves are local servers that answer as RFC 9083 has it. */
class DomainProbeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final DomainBook book = new DomainBook(nanos::get);
    private HttpTransport transport = new HttpTransport();
    private LocalServer list;
    private LocalServer registry;
    private volatile String date = "2026-09-01T00:00:00Z";

    @BeforeEach
    void start() throws IOException {
        registry = new LocalServer(asked -> Answered.of(
                        200,
                        "{\"objectClassName\":\"domain\",\"ldhName\":\"EXAMPLE.ORG\",\"events\":[{\"eventAction\":"
                                + "\"registration\",\"eventDate\":\"1999-09-01T00:00:00Z\"},{\"eventAction\":"
                                + "\"registrar expiration\",\"eventDate\":\"2020-01-01T00:00:00Z\"},{\"eventAction\":"
                                + "\"expiration\",\"eventDate\":\"" + date + "\"}]}")
                .with("Content-Type", "application/rdap+json"));
        list = new LocalServer(asked -> Answered.of(
                200,
                "{\"version\":\"1.0\",\"services\":[[[\"org\",\"xn--p1ai\"],[\"http://unused.invalid/\",\"ftp://x/\"]],"
                        + "[[\"co.org\",\"org\"],[\"" + registry.url("/rdap/") + "\"]],[[\"net\"],[\"not a url\"]]]}"));
    }

    @AfterEach
    void stop() {
        transport.close();
        list.close();
        registry.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-09-01T00:00:00Z      | ok",
                "2026-03-31T12:00:00Z      | degraded condition",
                "2026-03-31T13:00:00+01:00 | degraded condition",
                "2026-03-08                | error condition",
                "2026-02-01T00:00:00Z      | error condition",
                "soon                      | error misconfigured",
            })
    void judgesWhenTheRegistrationEnds(String when, String outcome) throws Exception {
        date = when;

        assertThat(outcome(verdict("example.org"))).isEqualTo(outcome);
        assertThat(registry.last().target()).isEqualTo("/rdap/domain/example.org");
        assertThat(registry.last().header("Accept").orElse("")).contains("application/rdap+json");
    }

    @Test
    void saysWhenItEnds() throws Exception {
        date = "2026-03-21T12:00:00Z";
        assertThat(verdict("example.org").message())
                .isEqualTo("the registration of example.org ends in 20 days, on 2026-03-21T12:00:00Z");
    }

    @Test
    void asksSeldomHoweverOftenItRuns() throws Exception {
        for (int i = 0; i < 5; i++) {
            verdict("example.org");
        }
        verdict("other.org");
        assertThat(registry.asked()).hasSize(2);
        assertThat(list.asked()).hasSize(1);

        pass(Duration.ofMinutes(61));
        verdict("example.org");
        assertThat(registry.asked()).hasSize(3);
        assertThat(list.asked()).hasSize(1);
    }

    @Test
    void goesByWhatItKnewWhereItIsNotAnswered() throws Exception {
        verdict("example.org");
        pass(Duration.ofHours(2));
        registry.answer(asked -> Answered.of(429, "").with("Retry-After", "3600"));

        Verdict verdict = verdict("example.org");
        verdict("example.org");

        assertThat(outcome(verdict)).isEqualTo("ok");
        assertThat(verdict.details().warnings())
                .containsExactly("this is as of before: 127.0.0.1 answered 429, it is asked too often");
        assertThat(registry.asked()).hasSize(2); // A registry that refuses is left alone for a while.
        pass(Duration.ofDays(7));
        assertThat(outcome(verdict("example.org"))).isEqualTo("error unreachable");
    }

    /** What a connection lost says nothing of the next run's. */
    @Test
    void looksAgainAtTheNextRunUnlessItIsRefused() throws Exception {
        registry.answer(200, "<html>");
        assertThat(outcome(verdict("example.org"))).isEqualTo("error malformed-body");
        verdict("example.org");
        assertThat(registry.asked()).hasSize(1);
        pass(Duration.ofMinutes(1));
        verdict("example.org");
        assertThat(registry.asked()).hasSize(2);

        registry.answer(503, "");
        pass(Duration.ofMinutes(1));
        verdict("example.org");
        pass(Duration.ofMinutes(4));
        verdict("example.org");
        assertThat(registry.asked()).hasSize(3);
        pass(Duration.ofMinutes(2));
        verdict("example.org");
        assertThat(registry.asked()).hasSize(4);
    }

    @Test
    void doesNotBelieveForLongThatADomainIsGone() throws Exception {
        verdict("example.org");
        pass(Duration.ofHours(2));
        registry.answer(404, "");
        assertThat(verdict("example.org").message()).startsWith("example.org is not registered");
        pass(Duration.ofMinutes(4));
        assertThat(verdict("example.org").message()).startsWith("example.org is not registered");
        assertThat(registry.asked()).hasSize(2);

        registry.answer(503, "");
        pass(Duration.ofMinutes(2));
        assertThat(verdict("example.org").details().warnings())
                .containsExactly("this is as of before: 127.0.0.1 answered 503");
    }

    @Test
    void tellsOfADomainThatIsNotRegistered() throws Exception {
        registry.answer(404, "{\"errorCode\":404}");

        assertThat(verdict("example.org").message())
                .isEqualTo(
                        "example.org is not registered, says 127.0.0.1; name the domain as it was registered, without"
                                + " www");
    }

    @Test
    void tellsThatNoRegistryIsKnown() throws Exception {
        assertThat(verdict("example.zz").message())
                .isEqualTo("no RDAP server is known for .zz: its registry has none, or the check names it by server");
        assertThat(outcome(verdict("example.net"))).isEqualTo("error misconfigured");
    }

    @Test
    void asksTheServerThatTheCheckNames() throws Exception {
        assertThat(outcome(verdict("example.zz", "server", registry.url("/own"))))
                .isEqualTo("ok");
        assertThat(registry.last().target()).isEqualTo("/own/domain/example.zz");
        assertThat(list.asked()).isEmpty();
    }

    @Test
    void tellsNoSecretToAServerThatAListNames() throws Exception {
        String[] secrets = {"headers", "X-Key: swordfish", "basicUsername", "me", "basicPassword", "swordfish"};
        verdict("example.org", secrets);
        assertThat(list.last().headers()).containsKeys("x-key", "authorization");
        assertThat(registry.last().headers()).containsKey("accept").doesNotContainKeys("x-key", "authorization");
        registry.answer(asked -> asked.header("Authorization").isPresent()
                ? Answered.of(200, "{}")
                : Answered.of(401, "").with("WWW-Authenticate", "Digest realm=\"x\", nonce=\"1\", qop=\"auth\""));
        verdict("other.org", "digestUsername", "me", "digestPassword", "swordfish");
        assertThat(registry.asked())
                .allMatch(asked -> asked.header("Authorization").isEmpty());

        String[] own = Stream.concat(Stream.of("server", registry.url("/own")), Stream.of(secrets))
                .toArray(String[]::new);
        verdict("example.org", own);
        assertThat(registry.last().headers()).containsKeys("x-key", "authorization");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>busy</html> | error malformed-body",
                "200 | []                | error malformed-body",
                "200 | {}                | error misconfigured",
                "500 | x                 | error unreachable",
                "403 | x                 | error unreachable",
            })
    void takesNothingElseForAnAnswer(int status, String body, String outcome) throws Exception {
        registry.answer(status, body);

        assertThat(outcome(verdict("example.org"))).isEqualTo(outcome);
    }

    @Test
    void isDoneWithServersThatHangOrAreGone() throws Exception {
        try (TcpServer silent = TcpServer.silent()) {
            assertThat(outcome(verdict("example.org", "server", "http://127.0.0.1:" + silent.port())))
                    .isEqualTo("error timeout");
        }
        assertThat(outcome(verdict("example.org", "server", "http://127.0.0.1:" + TcpServer.closedPort())))
                .isEqualTo("error unreachable");
        list.answer(200, "{\"services\":[]}");
        assertThat(outcome(verdict("example.org"))).isEqualTo("error malformed-body");
    }

    @Test
    void isLedNowhereThatAChecksMayNotReach() throws Exception {
        Lookup lookup = host -> List.of(java.net.InetAddress.getByName(host.equals("inner.test") ? "10.0.0.1" : host));
        ProbeRanges ranges = new ProbeRanges(List.of("all"), List.of("10.0.0.0/8"), List.of());
        transport = new HttpTransport(Trust.standard(), AddressPolicy.over(lookup, ranges));

        registry.answer(asked -> Answered.redirect(302, "http://inner.test/domain/example.org"));
        assertThat(verdict("example.org").message())
                .isEqualTo("127.0.0.1: 10.0.0.1 (inner.test) may not be reached: vedette.probe.deny has 10.0.0.0/8");
        list.answer(200, "{\"services\":[[[\"org\"],[\"http://inner.test/\"]]]}");
        pass(Duration.ofDays(2));
        assertThat(verdict("other.org").message()).contains("10.0.0.1 (inner.test) may not be reached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=localhost      | name: \"localhost\" is not a domain such as example.org",
                "name=192.0.2.1      | name: \"192.0.2.1\" is not a domain such as example.org",
                "name=https://a.org/ | name: \"https://a.org/\" is not a host; write the name alone, without https:// and"
                        + " path",
                "server=rdap.org     | server: \"rdap.org\" is not a URL",
            })
    void tellsWhatIsWrong(String pair, String problem) {
        Map<String, String> values = new TreeMap<>(Map.of("name", "example.org"));
        values.put(pair.split("=")[0], pair.split("=")[1]);
        Parameters parameters = new Parameters(values);
        DomainProbe.read(parameters, Duration.ofSeconds(1), transport, book);

        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .anyMatch(text -> text.startsWith(problem));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Verdict verdict(String name, String... more) throws InterruptedException {
        Map<String, String> values = new TreeMap<>(Map.of("name", name, "bootstrap", list.url("/rdap/dns.json")));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        boolean hangs = more.length > 0 && more[1].matches("http://127.0.0.1:\\d+");
        Parameters parameters = new Parameters(values);
        Answer answer = DomainProbe.read(parameters, Duration.ofMillis(hangs ? 500 : 20_000), transport, book)
                .orElseThrow()
                .ask(Attempt.unlimited());
        assertThat(parameters.problems(List.of())).isEmpty();
        return Rules.create("domain", new Parameters(Map.of()), null)
                .orElseThrow()
                .judge(new Observation(NOW, Duration.ZERO, answer), NOW);
    }

    private static String outcome(Verdict verdict) {
        return (verdict.status().code() + " " + verdict.reasonCode()).strip();
    }
}
