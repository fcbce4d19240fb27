package io.vedette.camel;

import io.vedette.probe.Answer;
import io.vedette.probe.Beat;
import io.vedette.probe.Observation;
import io.vedette.process.Loggers;
import io.vedette.rule.Text;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;

/**
 * What endpoints answered, one line a response, while {@code vedette.debug} is true. The text of a response is data: it is
 * bounded, kept in its line, and freed of the secrets that the configuration knows.
 */
final class ResponseLog {

    private static final Logger LOG = Loggers.CHECK;

    private ResponseLog() {}

    /** Logs the response that a check got; a heartbeat, which asks nobody, gets none. */
    static void log(String check, Observation observation, UnaryOperator<String> mask) {
        if (observation.answer() instanceof Beat) {
            return;
        }
        LOG.info(
                "check {}: response after {} ms: {}",
                check,
                observation.took().toMillis(),
                Text.bounded(mask.apply(shown(observation.answer())), Text.MESSAGE));
    }

    private static String shown(Answer answer) {
        if (answer instanceof Answer.Http http) {
            String type = http.mediaType().isEmpty() ? "no content type" : http.mediaType();
            String more = http.tooLarge() ? " and more" : "";
            return "status " + http.status() + ", " + type + ", " + http.body().length + " bytes" + more + ": "
                    + http.text();
        }
        if (answer instanceof Answer.Dns dns) {
            return dns.rcode() + " from " + dns.server() + ": " + String.join(", ", dns.records());
        }
        if (answer instanceof Answer.Tls tls) {
            Answer.Certificate own = tls.chain().get(0);
            return tls.protocol() + ", certificate of " + own.subject() + " until " + own.notAfter();
        }
        return answer instanceof Answer.Trouble trouble ? "none: " + trouble.message() : "connected";
    }
}
