package io.vedette.config.settings;

import io.vedette.config.values.NoProxy;
import io.vedette.config.values.Problem;
import io.vedette.config.values.Proxies;
import io.vedette.config.values.ProxyAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The usual variables that name a proxy, {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}; each also in lower case,
 * which counts first, as with curl and Python. They hold where no setting says otherwise. What cannot be read there is a
 * warning: they are of the machine, and may be meant for others.
 */
final class ProxyVariables {

    private static final String HTTP = "HTTP_PROXY";
    private static final String HTTPS = "HTTPS_PROXY";
    private static final String NO_PROXY = "NO_PROXY";

    private final Map<String, String> variables;
    private final List<Problem> problems = new ArrayList<>();

    /** @param variables those of the environment, others among them */
    ProxyVariables(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Returns the proxy variables among those of an environment. */
    static Map<String, String> among(Map<String, String> environment) {
        Map<String, String> found = new TreeMap<>(environment);
        found.keySet().removeIf(name -> !List.of(HTTP, HTTPS, NO_PROXY).contains(name.toUpperCase(Locale.ROOT)));
        return found;
    }

    /**
     * Returns which proxies count.
     *
     * @param proxy what {@code vedette.proxy} says, if anything
     * @param without what {@code vedette.no-proxy} says, if anything
     */
    Proxies under(Optional<ProxyAddress> proxy, Optional<NoProxy> without) {
        NoProxy exceptions = without.or(() -> read(NO_PROXY, NoProxy::parse)).orElse(NoProxy.NONE);
        return new Proxies(
                real(proxy.or(() -> read(HTTP, ProxyAddress::parse))),
                real(proxy.or(() -> read(HTTPS, ProxyAddress::parse))),
                exceptions);
    }

    private static Optional<ProxyAddress> real(Optional<ProxyAddress> proxy) {
        return proxy.filter(one -> one != ProxyAddress.NONE);
    }

    private <T> Optional<T> read(String variable, Function<String, T> parser) {
        Optional<String> name = Stream.of(variable.toLowerCase(Locale.ROOT), variable)
                .filter(one -> !variables.getOrDefault(one, "").isBlank())
                .findFirst();
        try {
            return name.map(one -> parser.apply(variables.get(one).strip()));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.warning(Environment.NAME, 0, name.get(), e.getMessage() + "; it is passed over"));
            return Optional.empty();
        }
    }

    /** Returns what could not be read. */
    List<Problem> problems() {
        return problems;
    }

    /** Returns the passwords in them. */
    List<String> secrets() {
        return among(variables).values().stream()
                .flatMap(value -> GivenSecrets.inUrl(value.contains("://") ? value : "http://" + value).stream())
                .toList();
    }
}
