package io.vedette.rule.kind;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer.Certificate;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long before something ends people want to know of it, in days of 24 hours: {@code warnDays} makes it degraded,
 * {@code errorDays} an error; 0 turns a threshold off.
 */
record Expiry(int warnDays, int errorDays) {

    static final int MOST_DAYS = 3_650;

    /** Reads {@code warnDays} and {@code errorDays}; what is wrong is noted in the parameters. */
    static Expiry read(Parameters parameters, int usualWarning, int usualError) {
        int warnDays = parameters.number("warnDays", usualWarning, 0, MOST_DAYS);
        int errorDays = parameters.number("errorDays", usualError, 0, MOST_DAYS);
        if (warnDays != 0 && errorDays > warnDays && parameters.text("warnDays").isPresent()) {
            parameters.problem("warnDays", warnDays + " must not be less than errorDays, " + errorDays);
        }
        return new Expiry(warnDays, errorDays);
    }

    /** Returns the verdict on what ends then. */
    Verdict judge(Reason reason, Instant end, String message, Instant now) {
        if (isWithin(errorDays, end, now)) {
            return Verdict.error(reason, message);
        }
        if (isWithin(warnDays, end, now)) {
            return Verdict.degraded(reason, message);
        }
        return new Verdict(Status.OK, Optional.empty(), message, List.of(), Verdict.Details.NONE);
    }

    static boolean isWithin(int days, Instant end, Instant now) {
        return days > 0 && !end.isAfter(now.plus(Duration.ofDays(days)));
    }

    /** Returns the sentence on a certificate that is still valid. */
    static String ofCertificate(Certificate certificate, Instant now) {
        return "the certificate of " + certificate.subject() + " expires in "
                + Durations.inWords(Duration.between(now, certificate.notAfter())) + ", on " + certificate.notAfter();
    }
}
