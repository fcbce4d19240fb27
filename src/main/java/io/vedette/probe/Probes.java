package io.vedette.probe;

import io.vedette.config.Nearest;
import io.vedette.config.Parameters;
import io.vedette.config.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Every probe, by the type that a template gives to {@code vedette:probe}, and what they share: connections and logins. A
 * new probe is one class and one line here. Safe for several threads.
 */
public final class Probes implements AutoCloseable {

    private final HttpTransport transport;
    private final TokenSettings standardToken;
    private final Clock clock;
    private final Secrets secrets;
    private final ConcurrentMap<TokenLogin.Account, TokenLogin> logins = new ConcurrentHashMap<>();
    private final Map<String, Factory> byType = new TreeMap<>(Map.of("http", this::http));

    /** Makes a probe of a check's parameters; what is wrong is noted there, and the answer is then empty. */
    @FunctionalInterface
    private interface Factory {
        Optional<Probe> create(Parameters parameters, Duration timeout);
    }

    /** @param standardToken the token authentication of checks that set none of their own */
    public Probes(HttpTransport transport, TokenSettings standardToken, Clock clock) {
        this(transport, standardToken, clock, new Secrets());
    }

    /** @param secrets is told every token that a login gives out */
    public Probes(HttpTransport transport, TokenSettings standardToken, Clock clock, Secrets secrets) {
        this.secrets = secrets;
        this.transport = transport;
        this.standardToken = standardToken;
        this.clock = clock;
    }

    public Optional<Probe> create(String type, Parameters parameters, Duration timeout) {
        Factory factory = byType.get(type);
        if (factory == null) {
            parameters.problem("type", "\"" + type + "\" is not a probe" + Nearest.hint(type, byType.keySet()));
            return Optional.empty();
        }
        return factory.create(parameters, timeout);
    }

    private Optional<Probe> http(Parameters parameters, Duration timeout) {
        Optional<TokenSource> token = token(parameters, timeout);
        return HttpRequest.read(parameters, timeout).map(request -> new HttpProbe(transport, request, token));
    }

    private Optional<TokenSource> token(Parameters parameters, Duration timeout) {
        TokenSettings settings = TokenSettings.read(parameters, standardToken);
        if (settings.token().isPresent()) {
            return Optional.of(
                    TokenSource.fixed(settings.header(), settings.token().get()));
        }
        return settings.account()
                .map(account -> logins.computeIfAbsent(
                        account, key -> new TokenLogin(transport, key, timeout, clock, secrets)));
    }

    @Override
    public void close() {
        transport.close();
    }
}
