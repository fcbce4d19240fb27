package io.vedette.rule.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Certificate;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A trusted chain for the right host that is valid now and for long enough is ok. A chain that is not trusted, a wrong
 * host name, and any certificate of the chain that has expired or is not yet valid are an error {@code certificate}; so
 * is one that expires within {@code errorDays}. Expiry within {@code warnDays} is {@code degraded}, with the same
 * reason. The certificate that expires first decides, which may be an issuer's.
 *
 * <p>Parameters, in days of 24 hours: {@code warnDays} (21), {@code errorDays} (7); 0 turns that threshold off.
 */
public final class TlsRule implements Rule {

    private static final int MOST_DAYS = 3_650;
    private static final int WARN_DAYS = 21;
    private static final int ERROR_DAYS = 7;

    private final int warnDays;
    private final int errorDays;

    /**
     * @param warnDays so many days before it expires a certificate is degraded
     * @param errorDays likewise an error
     */
    public TlsRule(int warnDays, int errorDays) {
        this.warnDays = warnDays;
        this.errorDays = errorDays;
    }

    /** Reads {@code warnDays} and {@code errorDays}; what is wrong is noted in the parameters. */
    public static TlsRule of(Parameters parameters) {
        int warnDays = parameters.number("warnDays", WARN_DAYS, 0, MOST_DAYS);
        int errorDays = parameters.number("errorDays", ERROR_DAYS, 0, MOST_DAYS);
        if (warnDays != 0 && errorDays > warnDays && parameters.text("warnDays").isPresent()) {
            parameters.problem("warnDays", warnDays + " must not be less than errorDays, " + errorDays);
        }
        return new TlsRule(warnDays, errorDays);
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Answer.Tls.class).judge(tls -> judge(tls, now));
    }

    private Verdict judge(Answer.Tls tls, Instant now) {
        List<String> faults = tls.faults(now);
        if (!faults.isEmpty()) {
            return Verdict.error(Reason.CERTIFICATE, String.join("; ", faults));
        }
        Certificate first = tls.firstToExpire();
        String message = "the certificate of " + first.subject() + " expires in "
                + Durations.inWords(Duration.between(now, first.notAfter())) + ", on " + first.notAfter();
        if (endsWithin(errorDays, first, now)) {
            return Verdict.error(Reason.CERTIFICATE, message);
        }
        if (endsWithin(warnDays, first, now)) {
            return Verdict.degraded(Reason.CERTIFICATE, message);
        }
        return new Verdict(Status.OK, Optional.empty(), message, List.of(), Verdict.Details.NONE);
    }

    private static boolean endsWithin(int days, Certificate certificate, Instant now) {
        return days > 0 && !certificate.notAfter().isAfter(now.plus(Duration.ofDays(days)));
    }
}
