package io.vedette.probe.kind;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Parameters;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Lookup;
import io.vedette.probe.Probe;
import io.vedette.probe.dns.DnsProbe;
import io.vedette.probe.domain.DomainProbe;
import io.vedette.probe.http.HttpProbe;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenLogins;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.http.TokenSource;
import io.vedette.probe.sql.SqlProbe;
import io.vedette.probe.tls.TlsProbe;
import io.vedette.probe.vertx.VertxProbes;
import io.vedette.process.OptionalLibrary;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every probe, by the type that a template gives to {@code vedette:probe}, and what they share: connections, logins and
 * heartbeats. A new probe is one class and one line here. Safe for several threads.
 */
public final class Probes implements AutoCloseable {

    private static final int HTTPS = 443;
    private static final Set<String> OF_NAME_SERVERS = Set.of("dns", "pryv-dns");
    /** Every template takes these; a probe that has no use for one says so. */
    private static final List<String> OF_EVERY_TEMPLATE =
            List.of("insecure", "maxBodyBytes", "authHeader", "authToken", "authUrl", "authUsername", "authPassword");

    private final HttpTransport transport;
    private final TokenSettings standardToken;
    private final HeartbeatBook heartbeats;
    private final Clock clock;
    private final Secrets secrets;
    private final SharedParts shared;
    private final Map<String, Factory> byType = new TreeMap<>(Map.ofEntries(
            // A request as the check describes it: url, method, body.
            Map.entry("http", order -> http(order, HttpRequest.read(order.parameters(), order.timeout()))),
            // The same, but always a GET of the url.
            Map.entry("get", order -> get(order, order.parameters().url("url"))),
            Map.entry("dns", order -> Optional.of(DnsProbe.read(order.parameters(), order.timeout(), lookup()))),
            Map.entry("tls", this::tls),
            Map.entry("tcp", this::tcp),
            Map.entry("domain", this::domain),
            Map.entry("grpc", this::grpc),
            Map.entry("websocket", this::webSocket),
            Map.entry("ping", order -> Optional.of(PingProbe.read(order.parameters(), order.timeout(), lookup()))),
            Map.entry("sql", order -> SqlProbe.read(order.parameters(), order.timeout(), lookup())),
            Map.entry("heartbeat", this::heartbeat),
            Map.entry("pryv-register", order -> system(order).pryvRegister()),
            Map.entry("pryv-core", order -> system(order).pryvCore()),
            Map.entry("pryv-dns", order -> system(order).pryvDns()),
            Map.entry("portos", order -> system(order).portos()),
            Map.entry("avalanche-health", order -> system(order).avalancheHealth()),
            Map.entry("avalanche-liveness", order -> system(order).avalancheLiveness())));

    /** Makes a probe of a check's parameters; what is wrong is noted there, and the answer is then empty. */
    @FunctionalInterface
    private interface Factory {
        Optional<Probe> create(Order order);
    }

    /** What a probe is made of. */
    private record Order(String check, Parameters parameters, Duration timeout) {}

    /**
     * What all checks share.
     *
     * @param standardToken the token authentication of checks that set none of their own
     * @param heartbeats where the calls of watched jobs are noted
     * @param secrets gets every token that a login returns
     */
    public Probes(
            HttpTransport transport,
            TokenSettings standardToken,
            HeartbeatBook heartbeats,
            Clock clock,
            Secrets secrets) {
        this(
                transport,
                standardToken,
                heartbeats,
                clock,
                secrets,
                new SharedParts(transport, new TokenLogins(transport, clock, secrets)));
    }

    private Probes(
            HttpTransport transport,
            TokenSettings standardToken,
            HeartbeatBook heartbeats,
            Clock clock,
            Secrets secrets,
            SharedParts shared) {
        this.shared = shared;
        this.secrets = secrets;
        this.transport = transport;
        this.standardToken = standardToken;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    /** Returns the same, sharing everything, for checks to which another standard token holds; one of the two is to be closed. */
    public Probes withToken(TokenSettings other) {
        return new Probes(transport, other, heartbeats, clock, secrets, shared);
    }

    /** Returns the same for checks that send no token but their own. */
    public Probes withoutToken() {
        return withToken(TokenSettings.NONE);
    }

    /** Makes the probe of a check; what is wrong is noted in its parameters, and the answer may then be empty. */
    public Optional<Probe> create(String type, String check, Parameters parameters, Duration timeout) {
        Factory factory = byType.get(type);
        if (factory == null) {
            parameters.problem("type", "\"" + type + "\" is not a probe" + Nearest.hint(type, byType.keySet()));
            return Optional.empty();
        }
        Optional<String> missing = OF_NAME_SERVERS.contains(type) ? OptionalLibrary.DNS.missing() : Optional.empty();
        if (missing.isPresent()) {
            parameters.problem("type", "\"" + type + "\" " + missing.get());
            return Optional.empty();
        }
        Optional<Probe> probe = factory.create(new Order(check, parameters, timeout));
        parameters.withoutEffect(OF_EVERY_TEMPLATE);
        return probe;
    }

    /**
     * Returns the probe that finds out whether this machine is connected: a GET of a URL without any token, or a connection to a
     * host, at port 443 when none is named.
     *
     * @throws IllegalArgumentException with a message for the operator when the text is neither
     */
    public Probe connectivity(String address, Duration timeout) {
        if (address.contains("://")) {
            return new HttpProbe(transport, HttpRequest.get(Parameters.httpUrl(address), timeout), Optional.empty());
        }
        HostAndPort target = HostAndPort.parse(address, HTTPS);
        return new TcpProbe(target.host(), target.port(), timeout);
    }

    private Optional<Probe> get(Order order, URI url) {
        return http(order, HttpRequest.get(order.parameters(), order.timeout(), url));
    }

    private Optional<Probe> http(Order order, Optional<HttpRequest> request) {
        Optional<TokenSource> token = token(order);
        return request.map(made -> new HttpProbe(transport, made, token));
    }

    private Optional<Probe> tls(Order order) {
        return Optional.of(TlsProbe.read(order.parameters(), order.timeout(), lookup(), transport.trust()));
    }

    private Optional<Probe> tcp(Order order) {
        return Optional.of(TcpProbe.read(order.parameters(), order.timeout(), lookup(), transport.trust()));
    }

    private Optional<Probe> domain(Order order) {
        return DomainProbe.read(order.parameters(), order.timeout(), transport, shared.domains())
                .map(Probe.class::cast);
    }

    private Optional<Probe> grpc(Order order) {
        return vertx(order, "grpc").flatMap(all -> all.grpc(order.parameters(), order.timeout()));
    }

    private Optional<Probe> webSocket(Order order) {
        Optional<TokenSource> token = token(order);
        return vertx(order, "websocket").flatMap(all -> all.webSocket(order.parameters(), order.timeout(), token));
    }

    /** The library is optional for applications, and nothing of it is loaded before a check needs it. */
    private Optional<VertxProbes> vertx(Order order, String type) {
        try {
            Class.forName(VertxProbes.NEEDED, false, Probes.class.getClassLoader());
            return Optional.of(shared.vertx());
        } catch (ClassNotFoundException e) {
            order.parameters()
                    .problem(
                            "type",
                            "\"" + type + "\" needs " + VertxProbes.ARTIFACT + ", which is not on the class path");
            return Optional.empty();
        }
    }

    private Optional<Probe> heartbeat(Order order) {
        return Optional.of(HeartbeatProbe.read(heartbeats, order.check(), clock, order.parameters()));
    }

    private SystemProbes system(Order order) {
        return new SystemProbes(transport, order.parameters(), order.timeout(), () -> token(order));
    }

    private Lookup lookup() {
        return transport.lookup();
    }

    private Optional<TokenSource> token(Order order) {
        TokenSettings settings = TokenSettings.read(order.parameters(), standardToken);
        if (settings.token().isPresent()) {
            return Optional.of(
                    TokenSource.fixed(settings.header(), settings.token().get()));
        }
        return settings.account().map(shared.logins()::of);
    }

    /** Waits until probes can ask over TLS. */
    public void ready() {
        transport.ready();
    }

    /** Closes connections that no probe needs any more; to be called every few seconds. */
    public void closeIdle() {
        transport.closeIdle(clock.instant());
    }

    @Override
    public void close() {
        shared.close();
    }
}
