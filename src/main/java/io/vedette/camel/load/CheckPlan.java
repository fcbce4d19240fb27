package io.vedette.camel.load;

import io.vedette.check.Check;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Problem;
import io.vedette.probe.Probe;
import io.vedette.probe.http.HttpRequest;
import io.vedette.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is made of a check's parameters, and what is wrong with them. Made before anything runs, so that a
 * mistake is a list of problems and not a failure in the night.
 *
 * @param check the options that every template takes
 * @param probe how it asks; empty where the route has no {@code vedette:probe} step
 * @param rule how it judges; empty where it could not be made
 * @param problems what is wrong, places not filled in
 * @param values the parameters it was made of, defaults of its template included; secrets are in it in plain text
 * @param expectEvery the longest time without a message; empty where none need come
 */
public record CheckPlan(
        Check check,
        Optional<Probe> probe,
        Optional<Rule> rule,
        List<Problem> problems,
        Map<String, String> values,
        Optional<Duration> expectEvery) {

    static final String MAX_BODY_BYTES = "maxBodyBytes";

    CheckPlan(
            Check check,
            Optional<Probe> probe,
            Optional<Rule> rule,
            List<Problem> problems,
            Map<String, String> values) {
        this(check, probe, rule, problems, values, Optional.empty());
    }

    /** Names the check, and nothing that may be secret. */
    @Override
    public String toString() {
        return "CheckPlan[" + check.name() + "]";
    }

    CheckPlan with(Problem problem) {
        List<Problem> all = Stream.concat(problems.stream(), Stream.of(problem)).toList();
        return new CheckPlan(check, probe, rule, all, values, expectEvery);
    }

    /** Returns the same, with no secret in the address that is shown. */
    CheckPlan masked(Secrets secrets) {
        return new CheckPlan(check.asking(secrets.mask(check.url())), probe, rule, problems, values, expectEvery);
    }

    public CheckPlan expecting(Optional<Duration> every) {
        return new CheckPlan(check, probe, rule, problems, values, every);
    }

    /** Returns how much of a message's body is read. */
    public int maxBodyBytes() {
        String given = values.getOrDefault(MAX_BODY_BYTES, "").strip();
        return given.isEmpty() ? HttpRequest.STANDARD_BODY_BYTES : Integer.parseInt(given);
    }

    Stream<Problem> errors() {
        return problems.stream().filter(Problem::isError);
    }
}
