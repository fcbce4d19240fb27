package io.vedette.probe.http;

import io.vedette.config.values.Authority;
import io.vedette.probe.Attempt;
import io.vedette.probe.tls.ClientCertificateWanted;
import io.vedette.probe.tls.PlainTrust;
import io.vedette.probe.tls.ServerName;
import io.vedette.probe.tls.TlsUpgrade;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;

/** Sends single requests of a probe by the line that they are to go, and says what kept an answer away. */
final class HttpCalls {

    private static final int REQUEST_TIMEOUT = 408;

    private final HttpTransport transport;
    private final HttpMessages messages;

    HttpCalls(HttpTransport transport, HttpMessages messages) {
        this.transport = transport;
        this.messages = messages;
    }

    /** The head of an answer, with what is known of the connection that it came by. */
    record Opened(ClassicHttpResponse response, HttpClientContext exchange) {}

    /**
     * Sends a request and reads the head of its answer. A pooled connection may be closed by the server just when the request
     * is on its way: as nothing came back, the server did not answer it, and it is made again, once, on a connection that is
     * made for it, whatever its method (RFC 9110, 9.2.2, and what browsers and Go do). A failure there is the server's.
     */
    Opened open(Attempt attempt, HttpRequest next, Optional<String> cookie) throws IOException {
        Line line = transport.line(next);
        if (line.proxy().isPresent()) {
            transport.lookup().judgeForProxy(Authority.host(next.url()));
        }
        HttpClientContext exchange = exchange(line, next);
        try {
            Opened opened = send(attempt, next, cookie, line, exchange, false);
            if (opened.response().getCode() != REQUEST_TIMEOUT || PooledConnections.isMade(exchange)) {
                return opened;
            }
            opened.response().close(); // Some say so, unasked, before they close an idle connection (RFC 9110, 15.5.9).
        } catch (IOException e) {
            if (ServerName.isRefused(Authority.host(next.url()), e)) {
                return send(attempt, next, cookie, line, TlsUpgrade.nameless(exchange(line, next)), true);
            }
            if (PooledConnections.isMade(exchange) || attempt.isCancelled() || !isSilent(e)) {
                throw e;
            }
        }
        return send(attempt, next, cookie, line, exchange(line, next), true);
    }

    private static HttpClientContext exchange(Line line, HttpRequest next) {
        return line.negotiates()
                ? NegotiatingClient.exchange(
                        line, server(next.url()), next.reach().digest())
                : HttpClientContext.create();
    }

    private static HttpHost server(URI url) {
        return new HttpHost(url.getScheme().toLowerCase(Locale.ROOT), Authority.host(url), Redirect.port(url));
    }

    /** Whether a connection ended before anything came back over it, be it that the pool closed it at that moment. */
    private static boolean isSilent(IOException e) {
        return e instanceof InterruptedIOException
                ? e.getCause() instanceof ConnectionShutdownException
                : !(e instanceof ResponseParser.CutOff || e instanceof ClientProtocolException);
    }

    /** @param fresh whether a connection is made for it */
    private Opened send(
            Attempt attempt,
            HttpRequest next,
            Optional<String> cookie,
            Line line,
            HttpClientContext exchange,
            boolean fresh)
            throws IOException {
        HttpUriRequestBase message = messages.of(next, cookie);
        attempt.onCancel(message::cancel);
        URI url = next.url();
        HttpHost host =
                new HttpHost(url.getScheme().toLowerCase(Locale.ROOT), Authority.host(url), Authority.port(url));
        try {
            ClassicHttpResponse response =
                    transport.clientsOf(line).client(fresh).executeOpen(host, message, exchange);
            NegotiatingClient.verifyServers(response, line, host, exchange);
            return new Opened(response, exchange);
        } catch (SocketTimeoutException | SSLPeerUnverifiedException | ProxyFailed e) {
            throw e;
        } catch (IOException e) {
            boolean isTheirs = PooledConnections.isMade(exchange)
                    && isSilent(e)
                    && PlainTrust.refusal(e).isEmpty();
            if (isTheirs && TlsUpgrade.isClientAsked(exchange)) {
                throw new ClientCertificateWanted(next.reach().tls().identity(), e);
            }
            throw line.proxy().isPresent()
                    ? ProxyFailed.ofConnecting(e, line.proxy().get())
                    : e;
        }
    }
}
