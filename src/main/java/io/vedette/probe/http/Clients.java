package io.vedette.probe.http;

import io.vedette.probe.Lookup;
import io.vedette.probe.tls.TlsUpgrade;
import io.vedette.probe.tls.Trust;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.function.Resolver;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * The connections of one {@link Line}, and two clients of them: one takes a connection of the pool where there is one, one makes
 * a connection for each request, for one whose pooled connection broke. The client is the plainest there is; redirects,
 * decompression and repeats are the probe's own, because each must be bounded and counted.
 */
final class Clients {

    /** A pool that never makes one check wait for another's hung connection. */
    private static final int CONNECTIONS = 20_000;
    /** A server that sends one header for ever must not take all memory. */
    private static final Http1Config HEADS = Http1Config.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(500)
            .setMaxEmptyLineCount(10)
            .build();

    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient pooled;
    private final CloseableHttpClient fresh;
    private final TlsUpgrade tls;
    private volatile long used = System.nanoTime();

    private Clients(Line line, TlsUpgrade tls, PoolingHttpClientConnectionManager pool) {
        this.pool = pool;
        this.tls = tls;
        pooled = client(line, new PooledConnections(pool, false));
        fresh = client(line, new PooledConnections(pool, true));
    }

    /**
     * Makes those of a line.
     *
     * @param lookup finds the addresses of servers, and of proxies that a check names
     * @param ofSettings finds those of the settings' proxies
     */
    static Clients of(
            Line line,
            Trust trust,
            Lookup lookup,
            Lookup ofSettings,
            Resolver<HttpRoute, ConnectionConfig> connections) {
        TlsUpgrade tls = line.insecure() ? TlsUpgrade.trustingAll(line.tls()) : TlsUpgrade.verifying(trust, line.tls());
        Lookup addresses = line.proxy().isPresent() && !line.ownProxy() ? ofSettings : lookup;
        Lookup chosen = line.proxy().isPresent() ? addresses : line.ipVersion().over(addresses);
        return new Clients(line, tls, pool(tls, resolver(chosen), connections));
    }

    private static CloseableHttpClient client(Line line, PooledConnections connections) {
        return line.negotiates()
                ? NegotiatingClient.of(line.proxy(), connections)
                : HttpClients.createMinimal(connections);
    }

    /** Returns the client of a kind of connections, and counts as used from now on. */
    CloseableHttpClient client(boolean ofItsOwn) {
        used = System.nanoTime();
        return ofItsOwn ? fresh : pooled;
    }

    /** Waits until certificates can be verified. */
    void ready() {
        tls.ready();
    }

    void closeIdle(TimeValue idle) {
        pool.closeIdle(idle);
        pool.closeExpired();
    }

    /** Returns whether nobody used it for some time, and no connection is left. */
    boolean isForgotten(long nanos) {
        return System.nanoTime() - used > nanos
                && pool.getTotalStats().getAvailable() + pool.getTotalStats().getLeased() == 0;
    }

    /** Returns how many connections are open and wait for the next probe. */
    int idle() {
        return pool.getTotalStats().getAvailable();
    }

    void close() {
        pool.close(CloseMode.IMMEDIATE);
    }

    private static PoolingHttpClientConnectionManager pool(
            TlsSocketStrategy tls, DnsResolver resolver, Resolver<HttpRoute, ConnectionConfig> connections) {
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
                .setConnectionConfigResolver(connections)
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
