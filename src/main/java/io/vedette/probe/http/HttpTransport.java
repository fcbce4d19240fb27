package io.vedette.probe.http;

import io.vedette.probe.Lookup;
import io.vedette.probe.tls.TlsUpgrade;
import io.vedette.probe.tls.Trust;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
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

    /**
     * Whoever moves a name to another address leaves the old server up for a while. A connection lives no longer than this,
     * and the address that it was made to is known to the JVM for 30 s: within a minute the new one is asked.
     */
    private static final Duration LIFE = Duration.ofSeconds(25);

    private static final long JUMP_MILLIS = 2_000;

    /** A server that sends one header for ever must not take all memory. */
    private static final Http1Config HEADS = Http1Config.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(500)
            .setMaxEmptyLineCount(10)
            .build();

    private final List<TlsUpgrade> tls;
    private final Clients verifying;
    private final Clients trusting;
    private final Trust trust;
    private final Lookup lookup;
    private final ConnectionConfig usual;
    private final ConnectionConfig unused;
    /** What the wall clock shows more than the time since the JVM began, as of the last look; null before the first. */
    private Long aheadMillis;
    /** Until when, as of {@link System#nanoTime}, no age in the pool is believed. */
    private volatile long doubtful = System.nanoTime();

    /** Creates a transport with the authorities and the lookup of this Java. */
    public HttpTransport() {
        this(Trust.standard());
    }

    /** A transport that verifies certificates by other authorities than the JVM's. */
    public HttpTransport(Trust trust) {
        this(trust, Lookup.system());
    }

    /** A transport with other authorities and another lookup than the JVM's. */
    public HttpTransport(Trust trust, Lookup lookup) {
        this(trust, lookup, LIFE);
    }

    /** @param life how long a connection is used at most */
    public HttpTransport(Trust trust, Lookup lookup, Duration life) {
        this.trust = trust;
        this.lookup = lookup;
        usual = connections(TimeValue.ofMilliseconds(life.toMillis()));
        unused = connections(TimeValue.ZERO_MILLISECONDS);
        DnsResolver resolver = resolver(lookup);
        TlsUpgrade verified = TlsUpgrade.verifying(trust);
        TlsUpgrade trusted = TlsUpgrade.trustingAll();
        tls = List.of(verified, trusted);
        verifying = Clients.of(pool(verified, resolver));
        trusting = Clients.of(pool(trusted, resolver));
    }

    /**
     * Waits until certificates can be verified.
     *
     * @throws RuntimeException when this Java offers no TLS, or cannot read its roots
     */
    public void ready() {
        tls.forEach(TlsUpgrade::ready);
    }

    /** Returns the client that takes a connection of the pool where there is one. */
    MinimalHttpClient client(boolean insecure) {
        return (insecure ? trusting : verifying).pooled();
    }

    /** Returns the client that makes a connection for each request, for one whose pooled connection broke. */
    MinimalHttpClient freshClient(boolean insecure) {
        return (insecure ? trusting : verifying).fresh();
    }

    /** Two clients of one pool. */
    private record Clients(PoolingHttpClientConnectionManager pool, MinimalHttpClient pooled, MinimalHttpClient fresh) {

        static Clients of(PoolingHttpClientConnectionManager pool) {
            return new Clients(
                    pool,
                    HttpClients.createMinimal(new PooledConnections(pool, false)),
                    HttpClients.createMinimal(new PooledConnections(pool, true)));
        }

        void closeIdle(TimeValue idle) {
            pool.closeIdle(idle);
            pool.closeExpired();
        }
    }

    /** Returns whom it trusts; probes that make their own connections trust the same. */
    public Trust trust() {
        return trust;
    }

    /** Returns how hosts are found; probes that do not speak HTTP use it too. */
    public Lookup lookup() {
        return lookup;
    }

    /**
     * Closes connections that nobody used for a while, or that are older than they may be: those of checks that are gone, and
     * those that the server closed. To be called every few seconds by whoever owns the transport.
     *
     * @param now the time of the wall clock, by which the pool counts: after a jump of it no age is known, and what waits is
     *     not used any more
     */
    public synchronized void closeIdle(Instant now) {
        long ahead = now.toEpochMilli() - System.nanoTime() / 1_000_000;
        if (aheadMillis != null && Math.abs(ahead - aheadMillis) > JUMP_MILLIS) {
            doubtful = System.nanoTime() + LIFE.toNanos();
        }
        aheadMillis = ahead;
        verifying.closeIdle(IDLE);
        trusting.closeIdle(IDLE);
    }

    /** Returns how many connections are open and wait for the next probe. */
    int idle() {
        return verifying.pool().getTotalStats().getAvailable()
                + trusting.pool().getTotalStats().getAvailable();
    }

    @Override
    public void close() {
        verifying.pool().close(CloseMode.IMMEDIATE);
        trusting.pool().close(CloseMode.IMMEDIATE);
    }

    private PoolingHttpClientConnectionManager pool(TlsSocketStrategy tls, DnsResolver resolver) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(tls)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADS)
                        // A byte is a character, both ways; by itself the client sends "?" for some.
                        .charCodingConfig(CharCodingConfig.custom()
                                .setCharset(StandardCharsets.ISO_8859_1)
                                .build())
                        // The client asks the factory with no limits at all, and would take headers for ever.
                        .responseParserFactory(none -> new ResponseParser(HEADS))
                        .incomingContentLengthStrategy(new BodyLength())
                        .build())
                .setDnsResolver(resolver)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setConnectionConfigResolver(route -> System.nanoTime() - doubtful < 0 ? unused : usual)
                .build();
    }

    private static ConnectionConfig connections(TimeValue life) {
        return ConnectionConfig.custom()
                .setConnectTimeout(LONGEST_CONNECT)
                .setTimeToLive(life)
                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
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
}
