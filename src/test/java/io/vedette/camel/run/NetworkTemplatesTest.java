package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.DnsAnswerer;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TlsServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates dns, pryv-dns, tls, tcp and heartbeat, whole, against servers of their protocols. */
class NetworkTemplatesTest {

    private static final int NOERROR = 0;
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;

    private static final List<AutoCloseable> SERVERS = new ArrayList<>();
    private static final Trials TRIALS = new Trials();

    @BeforeAll
    static void tryAll(@TempDir Path folder) throws Exception {
        names();
        ports();
        TRIALS.run(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable server : SERVERS) {
            server.close();
        }
    }

    private static <T extends AutoCloseable> T serving(T server) {
        SERVERS.add(server);
        return server;
    }

    private static String dns(int rcode, String... records) throws Exception {
        return serving(DnsAnswerer.with(rcode, records)).address().toString();
    }

    private static void names() throws Exception {
        String known = dns(NOERROR, "a.example. 60 IN A 192.0.2.1");
        String user = dns(
                NOERROR,
                "healthmetrics01.pryv.example. 60 IN CNAME core.pryv.example.",
                "core.pryv.example. 60 IN A 192.0.2.7");
        String silent = serving(DnsAnswerer.start((query, tcp) -> Optional.empty()))
                .address()
                .toString();
        TRIALS.add("dns ok", "dns", "host", "a.example", "resolver", known, "expected", "192.0.2.1")
                .add("dns other", "dns", "host", "a.example", "resolver", known, "expected", "192.0.2.2")
                .add("dns type", "dns", "host", "a.example", "resolver", known, "type", "mx")
                .add("dns empty", "dns", "host", "a.example", "resolver", dns(NOERROR))
                .add("dns unknown", "dns", "host", "a.example", "resolver", dns(NXDOMAIN))
                .add("dns failed", "dns", "host", "a.example", "resolver", dns(SERVFAIL))
                .add("dns hung", "dns", "host", "a.example", "resolver", silent, "timeout", "500ms")
                .add("dns refused", "dns", "host", "a.example", "resolver", "127.0.0.1:" + TcpServer.closedPort())
                .add("user ok", "pryv-dns", "domain", "pryv.example", "resolver", user)
                .add("user unknown", "pryv-dns", "domain", "pryv.example", "resolver", dns(NXDOMAIN))
                .add("user empty", "pryv-dns", "domain", "pryv.example", "resolver", dns(NOERROR));
    }

    private static void ports() throws Exception {
        TestAuthority root = TestAuthority.root("Test root");
        String unknown = port(TlsServer.showing(root.server(TestAuthority.Validity.GOOD, "127.0.0.1"))
                .port());
        String selfSigned = port(
                TlsServer.showing(TestAuthority.selfSigned("elsewhere.example")).port());
        String text = port(serving(TcpServer.saying("220 mail ready\r\n")).port());
        String closed = port(TcpServer.closedPort());
        String hung = port(serving(TcpServer.silent()).port());
        String cut = port(serving(TcpServer.cuttingOff()).port());
        TRIALS.add("tls unknown", "tls", "host", "127.0.0.1", "port", unknown)
                .add("tls wrong", "tls", "host", "127.0.0.1", "port", selfSigned)
                .add("tls text", "tls", "host", "127.0.0.1", "port", text)
                .add("tls refused", "tls", "host", "127.0.0.1", "port", closed)
                .add("tls hung", "tls", "host", "127.0.0.1", "port", hung, "timeout", "500ms")
                .add("tls cut", "tls", "host", "127.0.0.1", "port", cut)
                .add("tcp ok", "tcp", "host", "127.0.0.1", "port", text)
                .add("tcp refused", "tcp", "host", "127.0.0.1", "port", closed)
                .add("tcp name", "tcp", "host", "no.invalid", "port", "1", "timeout", "3s")
                .add("job/nightly import", "heartbeat", "period", "1h");
    }

    private static String port(int port) {
        return String.valueOf(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dns ok        | ok                   |",
                "dns other     | error condition      | expected A 192.0.2.2 of a.example, seen 192.0.2.1",
                "dns type      | error no-answer      | has no MX record",
                "dns empty     | error no-answer      | an empty answer",
                "dns unknown   | error no-answer      | NXDOMAIN",
                "dns failed    | error no-answer      | SERVFAIL",
                "dns hung      | error timeout        | 500ms",
                "dns refused   | error unreachable    |",
                "user ok       | ok                   |",
                "user unknown  | error no-answer      | healthmetrics01.pryv.example does not exist",
                "user empty    | error no-answer      | an empty answer",
                "tls unknown   | error certificate    |",
                "tls wrong     | error certificate    | elsewhere.example",
                "tls text      | error malformed-body | 220 mail ready",
                "tls refused   | error unreachable    |",
                "tls hung      | error timeout        | 500ms",
                "tls cut       | error unreachable    | closed the connection",
                "tcp ok        | ok                   |",
                "tcp refused   | error unreachable    |",
                "tcp name      | error unreachable    | no.invalid",
                "job/nightly import | ok              | waiting for the first heartbeat",
            })
    void judgesWhatTheServerSays(String check, String outcome, String told) {
        assertThat(TRIALS.outcome(check)).as(TRIALS.verdict(check).message()).isEqualTo(outcome);
        assertThat(TRIALS.verdict(check).message()).contains(told == null ? "" : told);
    }

    @ParameterizedTest
    @CsvSource({
        "dns type, dns://127.0.0.1:\\d+/a.example\\?type=MX",
        "user ok, dns://127.0.0.1:\\d+/healthmetrics01.pryv.example",
        "tls hung, tls://127.0.0.1:\\d+",
        "tcp name, tcp://no.invalid:1",
        "job/nightly import, /heartbeat/job%2Fnightly%20import",
    })
    void showsWhatIsAsked(String check, String address) {
        assertThat(TRIALS.address(check)).matches(address);
    }
}
