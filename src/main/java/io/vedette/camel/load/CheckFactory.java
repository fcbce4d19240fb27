package io.vedette.camel.load;

import io.vedette.check.Check;
import io.vedette.config.settings.GivenSecrets;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Probe;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.kind.Probes;
import io.vedette.rule.Condition;
import io.vedette.rule.Rule;
import io.vedette.rule.kind.Rules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes plans of the parameters of checks.
 *
 * @param defaults the intervals and the timeout of checks that set none of their own
 * @param secrets gets the secrets among the parameters
 */
public record CheckFactory(Probes probes, Check.Defaults defaults, Secrets secrets, Condition.Language conditions) {

    /** Returns one for checks that send no token but their own. */
    public CheckFactory withoutToken() {
        return new CheckFactory(probes.withoutToken(), defaults, secrets, conditions);
    }

    /** Returns one for checks of people who may not change files: with that language alone, and without the token of all checks. */
    public CheckFactory forTrials(Condition.Language language) {
        return new CheckFactory(probes.withoutToken(), defaults, secrets, language);
    }

    /** Returns the names of all parameters that checks read which ask and judge so. */
    Set<String> reads(Optional<String> probeType, String ruleName) {
        Parameters none = new Parameters(Map.of());
        Check.read("", "", none, defaults);
        probeType.ifPresent(type -> probes.create(type, "", none, defaults.timeout()));
        Rules.create(ruleName, none, conditions);
        return none.asked();
    }

    /**
     * Reads a check.
     *
     * @param probeType the {@code type} of its probe step
     * @param ruleName the {@code rule} of its observe step
     * @param alsoKnown further parameters that its template declares
     */
    CheckPlan plan(
            String name,
            String template,
            Optional<String> probeType,
            String ruleName,
            Map<String, String> values,
            Collection<String> alsoKnown) {
        secrets.learn(GivenSecrets.ofParameters(values));
        Parameters parameters = new Parameters(values);
        Check check = Check.read(name, template, parameters, defaults);
        Optional<Probe> probe = probeType.flatMap(type -> probes.create(type, name, parameters, check.timeout()));
        if (probeType.isEmpty()) {
            parameters.number(
                    CheckPlan.MAX_BODY_BYTES, HttpRequest.STANDARD_BODY_BYTES, 1, HttpRequest.MOST_BODY_BYTES);
        }
        Optional<Rule> rule = Rules.create(ruleName, parameters, conditions);
        // A template may leave what a probe reads to its own steps: all of it is known all the same.
        List<Problem> problems = parameters.problems(alsoKnown);
        Check shown = probe.map(Probe::address)
                .filter(address -> !address.isEmpty())
                .map(check::asking)
                .orElse(check);
        return new CheckPlan(shown, probe, rule, problems, Map.copyOf(values));
    }
}
