package io.vedette.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings.ProbeRanges;
import io.vedette.config.values.NoProxy;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Proxies;
import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.AddressPolicy;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.ForwardProxy;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.HttpsServer;
import io.vedette.probe.Lookup;
import io.vedette.probe.RawServer;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.kind.Probes;
import io.vedette.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks through a proxy, which alone knows the names of the servers. Users of other probers long had no way to do so.
 */
class OutgoingProxyTest {

    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);
    private static final TestAuthority IDENTITY = ROOT.server(Validity.LASTING, "target.example");
    private static final ProbeRanges OPEN = new ProbeRanges(List.of("all"), List.of("none"), List.of());

    private final List<Probes> opened = new ArrayList<>();
    private LocalServer plain;
    private HttpsServer secure;
    private ForwardProxy proxy;

    @BeforeEach
    void start() throws IOException {
        plain = LocalServer.answering(200, "fine");
        secure = new HttpsServer(IDENTITY);
        proxy = new ForwardProxy();
    }

    @AfterEach
    void stop() throws IOException {
        opened.forEach(Probes::close);
        proxy.close();
        secure.close();
        plain.close();
    }

    @Test
    void tunnelsToServersOverTls() {
        assertThat(status(ask(through(proxy.url()), secureUrl()))).isEqualTo(200);
        assertThat(proxy.asked())
                .containsExactly("CONNECT target.example:" + secure.uri().getPort() + " HTTP/1.1");
    }

    @Test
    void asksForTheWholeAddressWithoutTls() {
        assertThat(ask(through(proxy.url()), plainUrl("/a?b=c"), "method", "POST", "body", "text"))
                .isInstanceOfSatisfying(
                        Http.class, http -> assertThat(http.text()).isEqualTo("fine"));

        assertThat(proxy.asked()).containsExactly("POST " + plainUrl("/a?b=c") + " HTTP/1.1");
        assertThat(plain.last().body()).isEqualTo("text");
        assertThat(plain.last().headers()).doesNotContainKeys("proxy-authorization", "upgrade");
    }

    @Test
    void usesATunnelAgain() {
        Probes probes = through(proxy.url());
        for (int i = 0; i < 3; i++) {
            assertThat(status(ask(probes, secureUrl()))).isEqualTo(200);
        }
        assertThat(proxy.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void saysUserAndPasswordToTheProxyAlone(boolean overTls) {
        proxy.demanding("me:pass@word");

        assertThat(status(ask(through(proxy.url("me:pass%40word")), overTls ? secureUrl() : plainUrl("/"))))
                .isEqualTo(200);
        assertThat(plain.asked())
                .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("proxy-authorization"));
    }

    /** With and without a tunnel, and with a body, which is sent twice then. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void answersAProxyThatAsksForADigest(boolean overTls) {
        proxy.demandingDigest("me:swordfish");
        String url = overTls ? secureUrl() : plainUrl("/a?b=c");

        assertThat(status(ask(through(proxy.url("me:swordfish")), url))).isEqualTo(200);
        assertThat(status(ask(through(proxy.url("me:swordfish")), url, "method", "POST", "body", "text")))
                .isEqualTo(200);
        assertThat(ask(through(proxy.url("me:wrong")), url))
                .isInstanceOfSatisfying(
                        Trouble.class,
                        trouble -> assertThat(trouble.message())
                                .endsWith("it does not accept the user and password of its address (it asks for"
                                        + " Digest)"));
        assertThat(proxy.heads()).noneMatch(line -> line.startsWith("Proxy-Authorization: Basic"));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void tellsAPasswordThatTheProxyRefuses(boolean overTls) {
        proxy.demanding("me:right");

        assertThat(ask(through(proxy.url("me:wrong")), overTls ? secureUrl() : plainUrl("/")))
                .isEqualTo(new Trouble(
                        Kind.MISCONFIGURED,
                        "the proxy 127.0.0.1:" + proxy.port() + " answered 407 instead of target.example:"
                                + (overTls ? secure.uri().getPort() : plain.port())
                                + ": it does not accept the user and password of its address (it asks for Basic)"));
    }

    @Test
    void tellsAPasswordThatIsMissing() {
        proxy.demanding("me:right").challenging("Negotiate, Basic realm=\"a, b\"");

        assertThat(ask(through(proxy.url()), secureUrl()))
                .isEqualTo(new Trouble(
                        Kind.MISCONFIGURED,
                        "the proxy 127.0.0.1:" + proxy.port() + " answered 407 instead of target.example:"
                                + secure.uri().getPort()
                                + ": it asks for a user and a password; write http://user:password@127.0.0.1:"
                                + proxy.port() + " (it asks for Negotiate or Basic)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 403 Forbidden     | MISCONFIGURED | answered 403 instead of target.example:",
                "HTTP/1.1 503 Unavailable   | UNREACHABLE   | answered 503 instead of target.example:",
                "HTTP/1.1 302 Found         | MISCONFIGURED | answered 302 instead of target.example:",
                "SSH-2.0-OpenSSH_9.2        | UNREACHABLE   | what came back is not HTTP",
            })
    void tellsWhatTheProxySaysInPlaceOfTheServer(String line, Kind kind, String message) throws IOException {
        byte[] answer = (line + "\r\nContent-Length: 5\r\nLocation: http://a/\r\n\r\nsorry")
                .getBytes(StandardCharsets.US_ASCII);
        try (RawServer odd = RawServer.saying(answer)) {
            assertThat((Trouble) ask(through("http://127.0.0.1:" + odd.port()), secureUrl()))
                    .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind))
                    .extracting(Trouble::message)
                    .asString()
                    .contains(message);
        }
    }

    @Test
    void tellsOfAProxyThatIsNotThere() throws IOException {
        int closed = TcpServer.closedPort();

        assertThat((Trouble) ask(through("http://127.0.0.1:" + closed), secureUrl()))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE))
                .extracting(Trouble::message)
                .asString()
                .startsWith("the proxy 127.0.0.1:" + closed + " takes no connection: ");
    }

    @Test
    void isDoneInTimeWithAProxyThatHangsOrCutsOff() throws IOException {
        try (TcpServer silent = TcpServer.silent();
                TcpServer cutting = TcpServer.cuttingOff()) {
            assertThat(ask(through("http://127.0.0.1:" + silent.port()), secureUrl(), Duration.ofMillis(300)))
                    .isEqualTo(new Trouble(Kind.TIMEOUT, "no complete answer in time"));
            assertThat(((Trouble) ask(through("http://127.0.0.1:" + cutting.port()), secureUrl())).kind())
                    .isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void tellsWhenTheServerBehindTheProxyIsGone() throws IOException {
        assertThat((Trouble) ask(through(proxy.url()), "https://target.example:" + TcpServer.closedPort() + "/"))
                .extracting(Trouble::message)
                .asString()
                .endsWith(": it does not get there");
    }

    @Test
    void verifiesTheServerThroughTheTunnel() {
        assertThat((Trouble) ask(through(proxy.url()), secureUrl().replace("target.example", "other.example")))
                .extracting(Trouble::message)
                .asString()
                .contains("target.example", "other.example");
    }

    @Test
    void goesWithoutOneWhereSaidSo() throws Exception {
        Probes probes = probes(
                new Proxies(
                        Optional.of(ProxyAddress.parse(proxy.url())),
                        Optional.empty(),
                        NoProxy.parse(".example, 10.0.0.0/8")),
                OPEN,
                host -> List.of(InetAddress.getLoopbackAddress()));

        assertThat(status(ask(probes, plainUrl("/")))).isEqualTo(200);
        assertThat(status(ask(probes, plain.url("/")))).isEqualTo(200); // This machine needs none.
        assertThat(proxy.asked()).isEmpty();
        assertThat(status(ask(probes, plainUrl("/").replace("target.example", "target.test"))))
                .isEqualTo(200);
        assertThat(proxy.asked()).hasSize(1);
    }

    @Test
    void takesTheChecksOwnOverThatOfTheSettings() throws IOException {
        try (ForwardProxy own = new ForwardProxy()) {
            assertThat(status(ask(through(proxy.url()), plain.url("/"), "proxy", own.url())))
                    .isEqualTo(200);
            assertThat(own.asked()).hasSize(1);
            assertThat(proxy.asked()).isEmpty();
        }
        assertThat(status(ask(through("http://127.0.0.1:1"), plain.url("/"), "proxy", "none")))
                .isEqualTo(200);
    }

    @Test
    void followsARedirectThroughIt() {
        plain.answer(asked -> asked.target().equals("/") ? Answered.redirect(302, secureUrl()) : Answered.of(404, ""));

        assertThat(status(ask(through(proxy.url()), plainUrl("/")))).isEqualTo(200);
        assertThat(proxy.asked()).hasSize(2).last().asString().startsWith("CONNECT target.example:");
    }

    @Test
    void logsInThroughIt() {
        plain.answer(asked -> asked.target().equals("/login")
                ? Answered.of(200, "{\"auth_token\":\"given-out-token\"}")
                : Answered.of(asked.header("Authorization").isPresent() ? 200 : 401, ""));

        assertThat(status(ask(
                        through("http://127.0.0.1:1"),
                        plainUrl("/"),
                        "proxy",
                        proxy.url(),
                        "authUrl",
                        plainUrl("/login"),
                        "authUsername",
                        "me",
                        "authPassword",
                        "password")))
                .isEqualTo(200);
        assertThat(proxy.asked()).hasSize(2);
    }

    @Test
    void judgesWhatIsAskedOfAProxyByTheAddressRules() {
        ProbeRanges ranges = new ProbeRanges(List.of("all"), List.of("169.254.0.0/16", "10.0.0.0/8"), List.of());
        Lookup lookup = host -> switch (host) {
            case "metadata.example" -> List.of(InetAddress.getByName("169.254.169.254"));
            case "target.example" -> throw new UnknownHostException(host);
            default -> List.of(InetAddress.getAllByName(host));
        };
        Probes probes = probes(all(proxy.url()), ranges, lookup);

        assertThat(message(ask(probes, "http://169.254.169.254/")))
                .isEqualTo("169.254.169.254 may not be reached: vedette.probe.deny has 169.254.0.0/16");
        assertThat(message(ask(probes, "https://metadata.example/"))).contains("169.254.0.0/16");
        plain.answer(asked -> Answered.redirect(302, "http://metadata.example/"));
        assertThat(message(ask(probes, plainUrl("/"))))
                .contains("169.254.0.0/16"); // Not known here: the proxy decides.
        assertThat(message(ask(probes, plainUrl("/"), "proxy", "http://10.1.2.3:3128")))
                .contains("10.1.2.3 may not be reached");
        assertThat(proxy.asked()).hasSize(1);
    }

    @Test
    void asksNoProxyForANameThatMayBeNoneOfThoseAllowed() {
        Lookup unknown = host -> {
            throw new UnknownHostException(host);
        };
        Probes probes =
                probes(all(proxy.url()), new ProbeRanges(List.of("192.0.2.0/24"), List.of("none"), List.of()), unknown);

        assertThat(message(ask(probes, plainUrl("/"))))
                .isEqualTo("the name target.example is not known here, so that it may be none of vedette.probe.allow; a"
                        + " proxy is not asked for it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "socks5://proxy:1080      | is not an HTTP proxy; write http://HOST:PORT",
                "http://me:secret@proxy   | has no valid port; write http://HOST:PORT",
                "http://                  | is not a proxy",
            })
    void tellsWhatIsNoProxy(String text, String message) {
        Parameters parameters = new Parameters(Map.of("url", "http://a.example/", "proxy", text));
        through("none").create("http", "check", parameters, Duration.ofSeconds(1));

        assertThat(parameters.problems(List.of()))
                .singleElement()
                .extracting(Object::toString)
                .asString()
                .contains(message)
                .doesNotContain("secret");
    }

    private String secureUrl() {
        return "https://target.example:" + secure.uri().getPort() + "/";
    }

    private String plainUrl(String path) {
        return "http://target.example:" + plain.port() + path;
    }

    private static Proxies all(String url) {
        Optional<ProxyAddress> address = Optional.of(ProxyAddress.parse(url)).filter(one -> one != ProxyAddress.NONE);
        return new Proxies(address, address, NoProxy.NONE);
    }

    /** The names of servers are not known to this machine. */
    private Probes through(String url) {
        return probes(all(url), OPEN, host -> {
            if (host.endsWith(".example")) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.getAllByName(host));
        });
    }

    private Probes probes(Proxies proxies, ProbeRanges ranges, Lookup lookup) {
        Probes probes = new Probes(
                new HttpTransport(Trust.standardAnd(ROOT.chain()), AddressPolicy.over(lookup, ranges), proxies),
                TokenSettings.NONE,
                new HeartbeatBook(),
                Clock.systemUTC(),
                new Secrets());
        opened.add(probes);
        return probes;
    }

    private static Answer ask(Probes probes, String url, String... more) {
        return ask(probes, url, Duration.ofSeconds(10), more);
    }

    private static Answer ask(Probes probes, String url, Duration timeout, String... more) {
        Map<String, String> values = new TreeMap<>(Map.of("url", url));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Parameters parameters = new Parameters(values);
        try {
            Answer answer = probes.create("http", "check", parameters, timeout)
                    .orElseThrow()
                    .ask(Attempt.unlimited());
            assertThat(parameters.problems(List.of())).isEmpty();
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(Answer answer) {
        assertThat(answer).isInstanceOf(Http.class);
        return ((Http) answer).status();
    }

    private static String message(Answer answer) {
        return ((Trouble) answer).message();
    }
}
