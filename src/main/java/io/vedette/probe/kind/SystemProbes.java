package io.vedette.probe.kind;

import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
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
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.http.TokenSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The probes of particular systems, whose addresses everybody knows.
 *
 * @param token reads the token authentication of the check
 */
record SystemProbes(
        HttpTransport transport, Parameters parameters, Duration timeout, Supplier<Optional<TokenSource>> token) {

    private static final String PORTOS_PATH = "/api/v2/health";

    Optional<Probe> pryvRegister() {
        return get(pryv(PryvAddress::checkUsername));
    }

    /** The access token is sent as it is, which Pryv.io asks for; another header may carry one for a server before it. */
    Optional<Probe> pryvCore() {
        String access = parameters
                .parsed("token", text -> HeaderText.value("the token", text))
                .orElseGet(() -> parameters.required("token"));
        Optional<TokenSource> before =
                token.get().filter(other -> !other.header().equalsIgnoreCase(TokenSettings.STANDARD_HEADER));
        return HttpRequest.get(parameters, timeout, pryv(PryvAddress::oneEvent))
                .map(request -> request.withHeader(TokenSettings.STANDARD_HEADER, access))
                .map(request -> new HttpProbe(transport, request, before));
    }

    Optional<Probe> pryvDns() {
        return Optional.of(new DnsProbe(
                PryvAddress.name(parameters),
                RecordType.A,
                DnsProbe.resolver(parameters),
                timeout,
                transport.lookup(),
                DnsProbe::machineResolvers));
    }

    Optional<Probe> portos() {
        return get(HttpAddress.read(parameters, PORTOS_PATH));
    }

    Optional<Probe> avalancheHealth() {
        return http(AvalancheRequest.get(parameters, timeout));
    }

    Optional<Probe> avalancheLiveness() {
        Optional<TokenSource> sent = token.get();
        return AvalancheRequest.calls(parameters, timeout).map(calls -> JsonRpcProbe.of(transport, calls, sent));
    }

    private URI pryv(Function<PryvAddress, URI> url) {
        return PryvAddress.read(parameters).map(url).orElse(null);
    }

    private Optional<Probe> get(URI url) {
        return http(HttpRequest.get(parameters, timeout, url));
    }

    private Optional<Probe> http(Optional<HttpRequest> request) {
        Optional<TokenSource> sent = token.get();
        return request.map(made -> new HttpProbe(transport, made, sent));
    }
}
