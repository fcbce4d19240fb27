package io.vedette.rule.kind;

import io.vedette.config.values.Nearest;
import io.vedette.config.values.Parameters;
import io.vedette.rule.Condition;
import io.vedette.rule.Rule;
import io.vedette.rule.health.AvalancheHealthRule;
import io.vedette.rule.health.AvalancheLivenessRule;
import io.vedette.rule.health.HealthRule;
import io.vedette.rule.health.PortosRule;
import io.vedette.rule.health.PryvCoreRule;
import io.vedette.rule.health.PryvRegisterRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every rule, by the name that a template gives to {@code vedette:observe}. A new rule is one class and one line here. */
public final class Rules {

    private static final Map<String, Factory> BY_NAME = new TreeMap<>(Map.ofEntries(
            Map.entry("task", (parameters, language) -> new TaskRule()),
            Map.entry("http", (parameters, language) -> HttpRule.of(parameters)),
            Map.entry("json", JsonRule::of),
            Map.entry("health", (parameters, language) -> HealthRule.of(parameters)),
            Map.entry("dns", (parameters, language) -> DnsRule.of(parameters)),
            Map.entry("tls", (parameters, language) -> TlsRule.of(parameters)),
            Map.entry("tcp", (parameters, language) -> TcpRule.of(parameters)),
            Map.entry("domain", (parameters, language) -> DomainRule.of(parameters)),
            Map.entry("grpc", (parameters, language) -> new GrpcRule()),
            Map.entry("websocket", (parameters, language) -> new WebSocketRule()),
            Map.entry("ping", (parameters, language) -> PingRule.of(parameters)),
            Map.entry("sql", SqlRule::of),
            Map.entry("heartbeat", (parameters, language) -> HeartbeatRule.of(parameters)),
            Map.entry("pryv-register", (parameters, language) -> new PryvRegisterRule()),
            Map.entry("pryv-dns", (parameters, language) -> new DnsRule(List.of())),
            Map.entry("pryv-core", (parameters, language) -> new PryvCoreRule()),
            Map.entry("portos", (parameters, language) -> new PortosRule()),
            Map.entry("avalanche-health", (parameters, language) -> new AvalancheHealthRule()),
            Map.entry("avalanche-liveness", (parameters, language) -> AvalancheLivenessRule.of(parameters))));

    private Rules() {}

    @FunctionalInterface
    private interface Factory {
        Rule create(Parameters parameters, Condition.Language language);
    }

    /** Returns the names of all rules. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /**
     * Builds a rule from a check's parameters; what is wrong with them is noted there.
     *
     * @param language compiles the conditions of a rule that has some
     */
    public static Optional<Rule> create(String name, Parameters parameters, Condition.Language language) {
        Factory factory = BY_NAME.get(name);
        if (factory == null) {
            parameters.problem("rule", "\"" + name + "\" is not a rule" + Nearest.hint(name, BY_NAME.keySet()));
            return Optional.empty();
        }
        return Optional.of(factory.create(parameters, language));
    }
}
