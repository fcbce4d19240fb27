package io.vedette.rule.kind;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Certificate;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * A trusted chain for the right host that is valid now and for long enough is ok. A chain that is not trusted, a wrong
 * host name, and any certificate of the chain that has expired or is not yet valid are an error {@code certificate}; so
 * is one that expires within {@code errorDays}. Expiry within {@code warnDays} is {@code degraded}, with the same
 * reason. The certificate that expires first decides, which may be an issuer's.
 *
 * <p>Parameters, in days of 24 hours: {@code warnDays} (21), {@code errorDays} (7); 0 turns that threshold off.
 */
public final class TlsRule implements Rule {

    private static final int WARN_DAYS = 21;
    private static final int ERROR_DAYS = 7;

    private final Expiry expiry;

    /**
     * @param warnDays so many days before it expires a certificate is degraded
     * @param errorDays likewise an error
     */
    public TlsRule(int warnDays, int errorDays) {
        this(new Expiry(warnDays, errorDays));
    }

    private TlsRule(Expiry expiry) {
        this.expiry = expiry;
    }

    /** Reads {@code warnDays} and {@code errorDays}; what is wrong is noted in the parameters. */
    public static TlsRule of(Parameters parameters) {
        return new TlsRule(Expiry.read(parameters, WARN_DAYS, ERROR_DAYS));
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
        return expiry.judge(Reason.CERTIFICATE, first.notAfter(), Expiry.ofCertificate(first, now), now);
    }
}
