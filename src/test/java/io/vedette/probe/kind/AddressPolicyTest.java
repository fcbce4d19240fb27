package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings.ProbeRanges;
import io.vedette.config.values.Parameters;
import io.vedette.probe.AddressPolicy;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.DnsAnswerer;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Lookup;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.tls.Trust;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of probe under {@code vedette.probe.allow} and {@code .deny}, with servers that would answer. */
class AddressPolicyTest {

    private static final ProbeRanges OPEN = ranges(List.of("all"), List.of("none"));
    private static final ProbeRanges NO_LOOPBACK = ranges(List.of("all"), List.of("127.0.0.0/8", "::1"));
    private static final String REFUSED = "127.0.0.1 may not be reached: vedette.probe.deny has 127.0.0.0/8";

    private final List<Probes> opened = new ArrayList<>();
    private LocalServer server;

    @BeforeEach
    void start() throws Exception {
        server = new LocalServer(asked -> Answered.of(200, "{\"auth_token\":\"t\"}"));
    }

    @AfterEach
    void stop() {
        opened.forEach(Probes::close);
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"http", "get", "avalanche-health", "avalanche-liveness", "portos"})
    void refusesADeniedAddressBeforeItIsAsked(String type) throws Exception {
        assertRefused(ask(NO_LOOPBACK, type, Map.of("url", server.url("/"))), REFUSED);

        assertThat(server.asked()).isEmpty();
        assertThat(ask(OPEN, type, Map.of("url", server.url("/")))).isInstanceOf(Answer.Http.class);
    }

    @ParameterizedTest
    @CsvSource({"tcp", "tls"})
    void refusesADeniedAddressForBareConnections(String type) throws Exception {
        Map<String, String> parameters = Map.of("host", "127.0.0.1", "port", String.valueOf(server.port()));

        assertRefused(ask(NO_LOOPBACK, type, parameters), REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"dns", "pryv-dns"})
    void refusesADeniedResolver(String type) throws Exception {
        try (DnsAnswerer resolver = DnsAnswerer.start((query, overTcp) -> java.util.Optional.empty())) {
            Map<String, String> parameters = Map.of(
                    "host", "example.org",
                    "domain", "example.org",
                    "resolver", resolver.address().toString());

            assertRefused(ask(NO_LOOPBACK, type, parameters), REFUSED);
            assertThat(resolver.asked()).isEmpty();
        }
    }

    @Test
    void refusesADeniedLogin() throws Exception {
        Answer answer = ask(
                NO_LOOPBACK,
                "http",
                Map.of(
                        "url", "http://example.org/",
                        "authUrl", server.url("/login"),
                        "authUsername", "me",
                        "authPassword", "pass"));

        assertRefused(answer, "login at 127.0.0.1: " + REFUSED);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void refusesARedirectToADeniedAddress() throws Exception {
        server.answer(asked -> asked.target().equals("/")
                ? Answered.redirect(302, "http://inner.test:" + server.port() + "/secret")
                : Answered.of(200, "secret"));
        Lookup names = host -> List.of(InetAddress.getByName(host.equals("inner.test") ? "127.0.0.9" : host));
        ProbeRanges ranges = ranges(List.of("all"), List.of("127.0.0.9"));

        Answer answer = ask(names, ranges, "http", Map.of("url", server.url("/")));

        assertRefused(answer, "127.0.0.9 (inner.test) may not be reached: vedette.probe.deny has 127.0.0.9");
        assertThat(server.asked()).extracting(LocalServer.Asked::target).containsExactly("/");
    }

    @Test
    void reachesWhatIsAllowedAndNothingElse() throws Exception {
        ProbeRanges ranges = ranges(List.of("127.0.0.1"), List.of("none"));

        assertThat(ask(ranges, "http", Map.of("url", server.url("/")))).isInstanceOf(Answer.Http.class);
        assertRefused(
                ask(ranges, "tcp", Map.of("host", "127.0.0.2", "port", "1")),
                "127.0.0.2 may not be reached: vedette.probe.allow does not have it");
    }

    @Test
    void denyWinsOverAllow() throws Exception {
        ProbeRanges ranges = ranges(List.of("127.0.0.0/8"), List.of("127.0.0.1"));

        assertRefused(
                ask(ranges, "http", Map.of("url", server.url("/"))),
                "127.0.0.1 may not be reached: vedette.probe.deny has 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"http://0.0.0.0:%d/", "http://2130706433:%d/", "http://[::ffff:127.0.0.1]:%d/"})
    void isNotFooledBySpelling(String url) throws Exception {
        Answer answer = ask(NO_LOOPBACK, "http", Map.of("url", url.formatted(server.port())));

        assertThat(answer).isInstanceOf(Trouble.class);
        assertThat(((Trouble) answer).message()).contains("may not be reached: vedette.probe.deny has");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void leavesOutTheDeniedAddressesOfAHostThatHasOthers() throws Exception {
        Lookup two = host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));
        Lookup policy = AddressPolicy.over(two, ranges(List.of("all"), List.of("127.0.0.2")));

        assertThat(policy.addresses("two.test")).containsExactly(InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void namesAddressesAndKeyWhenNoneIsLeft() {
        Lookup many = host -> List.of(InetAddress.getByName("10.0.0.1"), InetAddress.getByName("fd00::1"));
        Lookup policy = AddressPolicy.over(many, ranges(List.of("192.0.2.0/24"), List.of("10.0.0.0/8")));

        assertThatThrownBy(() -> policy.addresses("inner.test"))
                .isInstanceOf(SecurityException.class)
                .hasMessage("10.0.0.1 (inner.test) may not be reached: vedette.probe.deny has 10.0.0.0/8;"
                        + " fd00:0:0:0:0:0:0:1 (inner.test) may not be reached: vedette.probe.allow does not have it");
    }

    @Test
    void leavesAnUnknownNameUnknown() {
        Lookup none = host -> {
            throw new UnknownHostException(host);
        };

        assertThatThrownBy(() -> AddressPolicy.over(none, NO_LOOPBACK).addresses("nowhere.test"))
                .isInstanceOf(UnknownHostException.class);
    }

    private Answer ask(ProbeRanges ranges, String type, Map<String, String> parameters) throws Exception {
        return ask(Lookup.system(), ranges, type, parameters);
    }

    private Answer ask(Lookup lookup, ProbeRanges ranges, String type, Map<String, String> parameters)
            throws Exception {
        Probes probes = new Probes(
                new HttpTransport(Trust.standard(), AddressPolicy.over(lookup, ranges)),
                TokenSettings.NONE,
                new HeartbeatBook(),
                Clock.systemUTC(),
                new Secrets());
        opened.add(probes);
        Parameters given = new Parameters(new TreeMap<>(parameters));
        return probes.create(type, "check", given, Duration.ofSeconds(30))
                .orElseThrow(() ->
                        new IllegalStateException(given.problems(List.of()).toString()))
                .ask(Attempt.unlimited());
    }

    private static void assertRefused(Answer answer, String message) {
        assertThat(answer).isEqualTo(new Trouble(Trouble.Kind.MISCONFIGURED, message));
    }

    private static ProbeRanges ranges(List<String> allow, List<String> deny) {
        return new ProbeRanges(allow, deny, List.of());
    }
}
