package io.vedette.probe.http;

import io.vedette.config.values.Proxies;
import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.IpVersion;
import io.vedette.probe.Lookup;
import io.vedette.probe.tls.Trust;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections that all HTTP probes share: one pool that verifies certificates and one that does not, and one for each other
 * {@link Line}, as long as checks use it.
 */
public final class HttpTransport implements AutoCloseable {

    private static final Timeout LONGEST_CONNECT = Timeout.ofSeconds(60);
    /** Short enough that the usual server does not close an idle connection first, long enough for a busy check. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(15);

    /**
     * Whoever moves a name to another address leaves the old server up for a while. A connection lives no longer than this,
     * and the address that it was made to is known to the JVM for 30 s: within a minute the new one is asked.
     */
    private static final Duration LIFE = Duration.ofSeconds(25);

    private static final long JUMP_MILLIS = 2_000;

    /** After this time nothing is known any more of a line that no check uses. */
    private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();

    private final Map<Line, Clients> lines = new ConcurrentHashMap<>();
    private final Clients verifying;
    private final Clients trusting;
    private final Trust trust;
    private final Lookup lookup;
    private final Proxies proxies;
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
        this(trust, lookup, life, Proxies.NONE);
    }

    /** A transport whose calls go through proxies. */
    public HttpTransport(Trust trust, Lookup lookup, Proxies proxies) {
        this(trust, lookup, LIFE, proxies);
    }

    private HttpTransport(Trust trust, Lookup lookup, Duration life, Proxies proxies) {
        this.trust = trust;
        this.lookup = lookup;
        this.proxies = proxies;
        usual = connections(TimeValue.ofMilliseconds(life.toMillis()));
        unused = connections(TimeValue.ZERO_MILLISECONDS);
        verifying = clients(Line.VERIFYING);
        trusting = clients(Line.TRUSTING);
    }

    private Clients clients(Line line) {
        return Clients.of(
                line, trust, lookup, Lookup.system(), route -> System.nanoTime() - doubtful < 0 ? unused : usual);
    }

    /**
     * Waits until certificates can be verified.
     *
     * @throws RuntimeException when this Java offers no TLS, or cannot read its roots
     */
    public void ready() {
        verifying.ready();
        trusting.ready();
    }

    /** Returns the line that a request goes by. */
    Line line(HttpRequest request) {
        Reach reach = request.reach();
        if (reach == Reach.USUAL && proxies.isEmpty()) {
            return request.insecure() ? Line.TRUSTING : Line.VERIFYING;
        }
        Optional<ProxyAddress> proxy = proxy(reach, request.url());
        return new Line(
                request.insecure(),
                reach.tls(),
                proxy.isPresent() ? IpVersion.ANY : reach.ipVersion(),
                proxy,
                proxy.isPresent() && reach.proxy().isPresent() && !isOfSettings(proxy.get()),
                reach.digest().isPresent());
    }

    private Optional<ProxyAddress> proxy(Reach reach, URI url) {
        return reach.proxy().isPresent() ? reach.proxy().filter(own -> own != ProxyAddress.NONE) : proxies.of(url);
    }

    /** Returns whether a proxy is one of the settings, which no rule of addresses forbids. */
    public boolean isOfSettings(ProxyAddress proxy) {
        return Stream.of(proxies.http(), proxies.https())
                .flatMap(Optional::stream)
                .anyMatch(one -> one.host().equals(proxy.host()) && one.port() == proxy.port());
    }

    /** Returns the clients of a line, which are made where there are none. */
    Clients clientsOf(Line line) {
        return line.equals(Line.VERIFYING)
                ? verifying
                : line.equals(Line.TRUSTING) ? trusting : lines.computeIfAbsent(line, this::clients);
    }

    /** Returns whom it trusts; probes that make their own connections trust the same. */
    public Trust trust() {
        return trust;
    }

    /** Returns which proxies its calls go through. */
    public Proxies proxies() {
        return proxies;
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
        all().forEach(clients -> clients.closeIdle(IDLE));
        lines.values().removeIf(clients -> clients.isForgotten(FORGOTTEN));
    }

    private Stream<Clients> all() {
        return Stream.concat(Stream.of(verifying, trusting), lines.values().stream());
    }

    /** Returns how many connections are open and wait for the next probe. */
    int idle() {
        return all().mapToInt(Clients::idle).sum();
    }

    @Override
    public void close() {
        all().forEach(Clients::close);
    }

    private static ConnectionConfig connections(TimeValue life) {
        return ConnectionConfig.custom()
                .setConnectTimeout(LONGEST_CONNECT)
                .setTimeToLive(life)
                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                .build();
    }
}
