package io.vedette.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections that all HTTP probes share: one pool that verifies certificates and one that does not. The client is the
 * plainest there is; redirects, decompression and repeats are the probe's own, because each must be bounded and counted.
 */
public final class HttpTransport implements AutoCloseable {

    /** A pool that never makes one check wait for another's hung connection. */
    private static final int CONNECTIONS = 20_000;

    private static final Timeout LONGEST_CONNECT = Timeout.ofSeconds(60);
    /** Short enough that the usual server does not close an idle connection first, long enough for a busy check. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(15);

    /** A server that sends one header for ever must not take all memory. */
    private static final Http1Config HEADS = Http1Config.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(500)
            .setMaxEmptyLineCount(10)
            .build();

    private final PoolingHttpClientConnectionManager verifyingPool;
    private final PoolingHttpClientConnectionManager trustingPool;
    private final List<Tls> tls;
    private final MinimalHttpClient verifying;
    private final MinimalHttpClient trusting;
    private final Trust trust;
    private final Lookup lookup;

    public HttpTransport() {
        this(Lookup.system());
    }

    /** A transport that finds the addresses of hosts by other means than this machine's. */
    public HttpTransport(Lookup lookup) {
        this(Trust.standard(), lookup);
    }

    /** A transport that verifies certificates by other authorities than the JVM's. */
    public HttpTransport(Trust trust) {
        this(trust, Lookup.system());
    }

    /** A transport with other authorities and another lookup than the JVM's. */
    public HttpTransport(Trust trust, Lookup lookup) {
        this.trust = trust;
        this.lookup = lookup;
        DnsResolver resolver = resolver(lookup);
        Tls verified = new Tls(() -> new DefaultClientTlsStrategy(trust.context(), new PlainHostNames()));
        Tls trusted = new Tls(() -> new DefaultClientTlsStrategy(trustAll(), NoopHostnameVerifier.INSTANCE));
        tls = List.of(verified, trusted);
        verifyingPool = pool(verified, resolver);
        trustingPool = pool(trusted, resolver);
        verifying = HttpClients.createMinimal(verifyingPool);
        trusting = HttpClients.createMinimal(trustingPool);
    }

    /**
     * How connections are secured, made on a thread of its own: this Java's many roots are read while the start has other
     * things to do.
     */
    private static final class Tls implements TlsSocketStrategy {

        private final CompletableFuture<TlsSocketStrategy> made;

        Tls(Supplier<TlsSocketStrategy> strategy) {
            made = CompletableFuture.supplyAsync(strategy);
        }

        TlsSocketStrategy ready() {
            try {
                return made.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        @Override
        public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
                throws IOException {
            return ready().upgrade(socket, target, port, attachment, context);
        }
    }

    /**
     * Waits until certificates can be verified.
     *
     * @throws RuntimeException when this Java offers no TLS, or cannot read its roots
     */
    public void ready() {
        tls.forEach(Tls::ready);
    }

    MinimalHttpClient client(boolean insecure) {
        return insecure ? trusting : verifying;
    }

    /** Whom it trusts; probes that make their own connections trust the same. */
    Trust trust() {
        return trust;
    }

    /** How hosts are found; probes that do not speak HTTP use it too. */
    Lookup lookup() {
        return lookup;
    }

    /** Closes connections that nobody used for a while; called now and then by whoever owns the transport. */
    public void closeIdle() {
        verifyingPool.closeIdle(IDLE);
        trustingPool.closeIdle(IDLE);
    }

    @Override
    public void close() {
        verifying.close(CloseMode.IMMEDIATE);
        trusting.close(CloseMode.IMMEDIATE);
    }

    private static PoolingHttpClientConnectionManager pool(TlsSocketStrategy tls, DnsResolver resolver) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(tls)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADS)
                        .build())
                .setDnsResolver(resolver)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(LONGEST_CONNECT)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .build();
    }

    private static DnsResolver resolver(Lookup lookup) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return lookup.addresses(host).toArray(InetAddress[]::new);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host; // Only single sign-on would need another.
            }
        };
    }

    private static SSLContext trustAll() {
        try {
            return SSLContexts.custom()
                    .loadTrustMaterial(TrustAllStrategy.INSTANCE)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM offers no TLS", e);
        }
    }
}
