package io.vedette.camel;

import io.vedette.config.values.Proxies;
import io.vedette.probe.http.ProxiedClient;
import io.vedette.probe.tls.CertificateWords;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;

/**
 * Configures how notify routes call a target: once. Its name is written in operators' routes. By default the HTTP client answers a 429 or 503 by sleeping as long as the
 * target asks and sending again, on the caller's thread; here the outbox alone decides when to try again. Redirects
 * would carry the message and its credentials elsewhere, and no target needs cookies. Each call has a connection of its own. A user and password in the address
 * ({@code https://user:password@host/hook}) are sent as basic authentication. Of an answer the
 * first 64 KiB are read, and no longer than the response time-out after its head; a whole call lasts six of them at most.
 */
public final class TargetClient implements HttpClientConfigurer, CamelContextAware {

    private static final int MOST_BYTES = 64 * 1024;

    /** For the next byte of an answer, and for the rest of its body, where a route says nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration FOR_A_LOOK = Duration.ofSeconds(2);

    /** So many times the patience for one byte a whole call may last. */
    private static final int MOST_PATIENCE = 6;

    private final ProxiedClient proxies = new ProxiedClient(this::proxies);
    private CamelContext context;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    /** Those of the settings, which the component puts there. */
    private Proxies proxies() {
        return Optional.ofNullable(context)
                .map(one -> one.getCamelContextExtension().getContextPlugin(Proxies.class))
                .orElse(Proxies.NONE);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        client.disableCookieManagement();
        // An alert is rare, and a connection that a target closed meanwhile would cost a try of it, or send it twice.
        client.setConnectionReuseStrategy((request, response, context) -> false);
        proxies.configure(client, TargetAddress::real);
        client.addExecInterceptorFirst("target", this::call);
    }

    private ClassicHttpResponse call(ClassicHttpRequest request, ExecChain.Scope given, ExecChain chain)
            throws IOException, HttpException {
        ExecChain.Scope scope = real(request, given);
        authenticate(request);
        Duration patience = patience(scope);
        // The client's timeouts start again with every byte.
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    over.set(true);
                    scope.execRuntime.discardEndpoint();
                },
                CompletableFuture.delayedExecutor(patience.toMillis() * MOST_PATIENCE, TimeUnit.MILLISECONDS));
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            proxies.verifyServers(response, scope.route, scope.clientContext);
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                response.setEntity(new ByteArrayEntity(beginning(entity.getContent(), patience, scope), null));
            }
            return response;
        } catch (IOException e) { // With TLS a closed socket throws another exception than without.
            if (over.get()) {
                throw new SocketTimeoutException("no answer within "
                        + patience.multipliedBy(MOST_PATIENCE).toSeconds() + " s");
            }
            // Without its cause, whose message would be shown instead.
            throw CertificateWords.of(e)
                    .or(() -> brokenOff(e, scope.route))
                    .<IOException>map(SSLHandshakeException::new)
                    .orElseGet(() -> proxies.told(e, scope.route));
        } finally {
            end.cancel(false);
        }
    }

    /** By TLS 1.3 a server refuses after the handshake, when the request is on its way: then the connection is broken, and no more. */
    private static Optional<String> brokenOff(IOException e, HttpRoute route) {
        boolean mayBeRefused = e instanceof SSLException
                || e instanceof NoHttpResponseException
                || e instanceof SocketException
                        && !(e instanceof ConnectException || e instanceof NoRouteToHostException);
        HttpHost host = route.getTargetHost();
        return mayBeRefused && route.isSecure() && route.getProxyHost() == null
                ? CertificateWords.ofServer(host.getHostName(), host.getPort() < 0 ? 443 : host.getPort(), FOR_A_LOOK)
                : Optional.empty();
    }

    /** The way to the host itself, where the address had a stand-in for it. */
    private static ExecChain.Scope real(ClassicHttpRequest request, ExecChain.Scope given) {
        HttpRoute route = TargetAddress.real(given.route);
        if (route == given.route) {
            return given;
        }
        URIAuthority authority = request.getAuthority();
        if (authority != null) {
            request.setAuthority(new URIAuthority(
                    authority.getUserInfo(), TargetAddress.real(authority.getHostName()), authority.getPort()));
        }
        return new ExecChain.Scope(
                given.exchangeId, route, given.originalRequest, given.execRuntime, given.clientContext);
    }

    private static Duration patience(ExecChain.Scope scope) {
        Timeout response = scope.clientContext.getRequestConfigOrDefault().getResponseTimeout();
        return response == null || response.isDisabled() ? PATIENCE : response.toDuration();
    }

    /**
     * What an answer begins with. Its status stands already: a body that drips or breaks off must neither hold up the
     * target's other alerts nor have a message sent again that was taken.
     */
    private static byte[] beginning(InputStream content, Duration patience, ExecChain.Scope scope) {
        long end = System.nanoTime() + patience.toNanos();
        byte[] bytes = new byte[MOST_BYTES];
        int length = 0;
        try {
            while (length < MOST_BYTES && System.nanoTime() - end < 0) {
                int read = content.read(bytes, length, MOST_BYTES - length);
                if (read < 0) {
                    return Arrays.copyOf(bytes, length);
                }
                length += read;
            }
        } catch (IOException e) {
            // What came so far is what it said.
        }
        // Whatever follows: without the connection nothing waits for its end.
        scope.execRuntime.discardEndpoint();
        return Arrays.copyOf(bytes, length);
    }

    private static void authenticate(ClassicHttpRequest request) {
        URIAuthority authority = request.getAuthority();
        if (authority != null && authority.getUserInfo() != null) {
            byte[] credentials = PercentCodec.decode(authority.getUserInfo(), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
            request.setAuthority(new URIAuthority(authority.getHostName(), authority.getPort()));
            request.setHeader(
                    HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
    }
}
