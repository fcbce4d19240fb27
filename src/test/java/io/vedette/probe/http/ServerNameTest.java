package io.vedette.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Lookup;
import io.vedette.probe.RawServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.TlsServer;
import io.vedette.probe.tls.TlsProbe;
import io.vedette.probe.tls.Trust;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name TLS asks for, and whether a certificate is for it: the same in a check over HTTP and one of the certificate. */
class ServerNameTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Lookup LOOPBACK = host -> List.of(InetAddress.getLoopbackAddress());
    private static final TestAuthority ROOT = TestAuthority.root("Test Root", Validity.LASTING);

    private final BlockingQueue<String> names = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @CsvSource({"svc,             svc", "Shop.example,    shop.example", "shop.example.,   shop.example"})
    void asksForNamesWithAndWithoutADot(String host, String name) throws Exception {
        try (RawServer server = server(name)) {
            assertThat(http(host, server)).isInstanceOf(Http.class);
            assertThat(names.poll(10, TimeUnit.SECONDS)).isEqualToIgnoringCase(name);

            String plain = HostAndPort.host(host);
            assertThat(((Answer.Tls) tls(plain, server)).faults()).isEmpty();
            assertThat(names.poll(10, TimeUnit.SECONDS)).isEqualTo(name);
        }
    }

    /** Java's servers break off where the name has an underscore, and are asked again without. */
    @ParameterizedTest
    @CsvSource({"my_svc", "my_svc.example"})
    void reachesServersThatTakeNoUnderscore(String host) throws Exception {
        try (RawServer server = server(host)) {
            assertThat(http(host, server)).isInstanceOf(Http.class);
            assertThat(((Answer.Tls) tls(host, server)).faults()).isEmpty();
            assertThat(names).isEmpty();
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    /** The name stands in the first message of the handshake, as it is. */
    @ParameterizedTest
    @CsvSource({"my_svc", "my_svc.example", "a_b_c"})
    void sendsAnUnderscoreAsItIs(String host) throws Exception {
        BlockingQueue<String> hellos = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer(client -> {
            byte[] hello = new byte[4096];
            int read = client.getInputStream().read(hello);
            hellos.add(new String(hello, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
        })) {
            http(host, server);
            assertThat(hellos.poll(10, TimeUnit.SECONDS)).contains("\0" + (char) host.length() + host);
            tls(host, server);
            assertThat(hellos.poll(10, TimeUnit.SECONDS)).contains("\0" + (char) host.length() + host);
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "::ffff:127.0.0.1"})
    void asksForNoAddress(String address) throws Exception {
        try (RawServer server = server("127.0.0.1")) {
            String host = address.contains(":") ? "[" + address + "]" : address;

            assertThat(http(host, server)).isInstanceOf(Http.class);
            assertThat(((Answer.Tls) tls(address, server)).faults()).isEmpty();
            assertThat(names).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"svc", "my_svc", "shop.example", "127.0.0.1"})
    void tellsOfACertificateForAnotherName(String host) throws Exception {
        try (RawServer server = server("other_svc")) {
            String fault = "wrong host name: the certificate is not for " + host + " but for other_svc";

            assertThat(((Trouble) http(host, server)).message()).isEqualTo("TLS: " + fault);
            assertThat(((Answer.Tls) tls(host, server)).faults()).containsExactly(fault);
        }
    }

    private static Answer http(String host, RawServer server) {
        try (HttpTransport transport = new HttpTransport(Trust.standardAnd(ROOT.chain()), LOOPBACK)) {
            HttpRequest request = HttpRequest.get(URI.create("https://" + host + ":" + server.port() + "/"), LONG);
            return new HttpProbe(transport, request, Optional.empty()).ask(Attempt.unlimited());
        }
    }

    private static Answer tls(String host, RawServer server) throws InterruptedException {
        return new TlsProbe(
                        host,
                        server.port(),
                        LONG,
                        Optional.empty(),
                        LOOPBACK,
                        Trust.standardAnd(ROOT.chain()).roots(),
                        true)
                .ask(Attempt.unlimited());
    }

    private RawServer server(String certified) throws Exception {
        SSLServerSocket listening = (SSLServerSocket) TlsServer.context(ROOT.server(Validity.LASTING, certified))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listening.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(0) {
            @Override
            public boolean matches(SNIServerName name) {
                names.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                return true;
            }
        }));
        listening.setSSLParameters(parameters);
        return new RawServer(listening, client -> {
            if (RawServer.head(client)) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
                RawServer.untilGone(client);
            }
        });
    }
}
