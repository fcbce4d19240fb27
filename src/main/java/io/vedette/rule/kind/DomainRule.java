package io.vedette.rule.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Observation;
import io.vedette.probe.Registration;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A domain that is registered for long enough is ok. One that is not registered, or no longer, is an error {@code condition}; so is
 * one whose registration ends within {@code errorDays}; within {@code warnDays} it is {@code degraded}. A registry that does not say
 * until when a domain is registered cannot be watched: {@code misconfigured}.
 *
 * <p>Parameters, in days of 24 hours: {@code warnDays} (30), {@code errorDays} (7); 0 turns that threshold off.
 */
final class DomainRule implements Rule {

    private static final int WARN_DAYS = 30;
    private static final int ERROR_DAYS = 7;

    private final Expiry expiry;

    private DomainRule(Expiry expiry) {
        this.expiry = expiry;
    }

    /** Reads {@code warnDays} and {@code errorDays}; what is wrong is noted in the parameters. */
    static DomainRule of(Parameters parameters) {
        return new DomainRule(Expiry.read(parameters, WARN_DAYS, ERROR_DAYS));
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Registration.class).judge(domain -> {
            Verdict verdict = judge(domain, now);
            return domain.note().isEmpty()
                    ? verdict
                    : verdict.with(new Verdict.Details(
                            "", "", Optional.empty(), List.of("this is as of before: " + domain.note())));
        });
    }

    private Verdict judge(Registration domain, Instant now) {
        if (!domain.isRegistered()) {
            return Verdict.error(
                    Reason.CONDITION,
                    domain.name() + " is not registered, says " + domain.server()
                            + "; name the domain as it was registered, without www");
        }
        if (domain.expires().isEmpty()) {
            return Verdict.error(
                    Reason.MISCONFIGURED,
                    domain.server() + " does not say until when " + domain.name() + " is registered");
        }
        Instant end = domain.expires().get();
        if (!end.isAfter(now)) {
            return Verdict.error(
                    Reason.CONDITION,
                    "the registration of " + domain.name() + " ended " + Durations.inWords(Duration.between(end, now))
                            + " ago, on " + end);
        }
        return expiry.judge(
                Reason.CONDITION,
                end,
                "the registration of " + domain.name() + " ends in " + Durations.inWords(Duration.between(now, end))
                        + ", on " + end,
                now);
    }
}
