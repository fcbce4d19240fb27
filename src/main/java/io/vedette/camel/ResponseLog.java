package io.vedette.camel;

import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Text;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What endpoints answered, one line a response, while {@code vedette.debug} is true. The text of a response is data: it is
 * bounded, kept in its line, and freed of the secrets that the configuration knows.
 */
final class ResponseLog {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseLog.class);

    private ResponseLog() {}

    /** Logs the response that a check got. */
    static void tell(String check, Observation observation, UnaryOperator<String> mask) {
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
        return answer instanceof Answer.Trouble trouble ? "none: " + trouble.message() : answer.toString();
    }
}
