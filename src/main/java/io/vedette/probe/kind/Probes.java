package io.vedette.probe.kind;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Parameters;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Lookup;
import io.vedette.probe.Probe;
import io.vedette.probe.RecordType;
import io.vedette.probe.dns.DnsProbe;
import io.vedette.probe.http.AvalancheRequest;
import io.vedette.probe.http.HttpAddress;
import io.vedette.probe.http.HttpProbe;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.JsonRpcProbe;
import io.vedette.probe.http.PryvAddress;
import io.vedette.probe.http.TokenLogins;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.http.TokenSource;
import io.vedette.probe.tls.TlsProbe;
import io.vedette.process.OptionalLibrary;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every probe, by the type that a template gives to {@code vedette:probe}, and what they share: connections, logins and
 * heartbeats. A new probe is one class and one line here. Safe for several threads.
 */
public final class Probes implements AutoCloseable {

    private static final int HTTPS = 443;
    private static final Set<String> OF_NAME_SERVERS = Set.of("dns", "pryv-dns");
    private static final String PORTOS_PATH = "/api/v2/health";
    /** Every template takes these; a probe that has no use for one says so. */
    private static final List<String> OF_EVERY_TEMPLATE =
            List.of("insecure", "maxBodyBytes", "authHeader", "authToken", "authUrl", "authUsername", "authPassword");

    private final HttpTransport transport;
    private final TokenSettings standardToken;
    private final HeartbeatBook heartbeats;
    private final Clock clock;
    private final Secrets secrets;
    private final TokenLogins logins;
    private final Map<String, Factory> byType = new TreeMap<>(Map.ofEntries(
            // A request as the check describes it: url, method, body.
            Map.entry("http", order -> http(order, HttpRequest.read(order.parameters(), order.timeout()))),
            // The same, but always a GET of the url.
            Map.entry("get", order -> get(order, order.parameters().url("url"))),
            Map.entry("dns", order -> Optional.of(DnsProbe.read(order.parameters(), order.timeout(), lookup()))),
            Map.entry("tls", this::tls),
            Map.entry("tcp", order -> Optional.of(TcpProbe.read(order.parameters(), order.timeout(), lookup()))),
            Map.entry("heartbeat", this::heartbeat),
            Map.entry("pryv-register", order -> get(order, pryv(order, PryvAddress::checkUsername))),
            Map.entry("pryv-core", this::pryvCore),
            Map.entry("pryv-dns", this::pryvDns),
            Map.entry("portos", order -> get(order, HttpAddress.read(order.parameters(), PORTOS_PATH))),
            Map.entry(
                    "avalanche-health",
                    order -> http(order, AvalancheRequest.get(order.parameters(), order.timeout()))),
            Map.entry("avalanche-liveness", this::avalancheLiveness)));

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
        this(transport, standardToken, heartbeats, clock, secrets, new TokenLogins(transport, clock, secrets));
    }

    private Probes(
            HttpTransport transport,
            TokenSettings standardToken,
            HeartbeatBook heartbeats,
            Clock clock,
            Secrets secrets,
            TokenLogins logins) {
        this.logins = logins;
        this.secrets = secrets;
        this.transport = transport;
        this.standardToken = standardToken;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    /** Returns the same, sharing everything, for checks to which another standard token holds; one of the two is to be closed. */
    public Probes withToken(TokenSettings other) {
        return new Probes(transport, other, heartbeats, clock, secrets, logins);
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

    private Optional<Probe> heartbeat(Order order) {
        return Optional.of(new HeartbeatProbe(heartbeats, order.check(), clock));
    }

    /** The access token is sent as it is, which Pryv.io asks for; another header may carry one for a server before it. */
    private Optional<Probe> pryvCore(Order order) {
        String access = order.parameters()
                .parsed("token", text -> HeaderText.value("the token", text))
                .orElseGet(() -> order.parameters().required("token"));
        Optional<TokenSource> before =
                token(order).filter(token -> !token.header().equalsIgnoreCase(TokenSettings.STANDARD_HEADER));
        return HttpRequest.get(order.parameters(), order.timeout(), pryv(order, PryvAddress::oneEvent))
                .map(request -> request.withHeader(TokenSettings.STANDARD_HEADER, access))
                .map(request -> new HttpProbe(transport, request, before));
    }

    private static URI pryv(Order order, Function<PryvAddress, URI> url) {
        return PryvAddress.read(order.parameters()).map(url).orElse(null);
    }

    private Optional<Probe> pryvDns(Order order) {
        return Optional.of(new DnsProbe(
                PryvAddress.name(order.parameters()),
                RecordType.A,
                DnsProbe.resolver(order.parameters()),
                order.timeout(),
                lookup(),
                DnsProbe::machineResolvers));
    }

    private Optional<Probe> avalancheLiveness(Order order) {
        Optional<TokenSource> token = token(order);
        return AvalancheRequest.calls(order.parameters(), order.timeout())
                .map(calls -> JsonRpcProbe.of(transport, calls, token));
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
        return settings.account().map(logins::of);
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
        transport.close();
    }
}
