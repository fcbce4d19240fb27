package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import io.vedette.rule.Verdict.Details;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges Pryv.io's {@code GET /{user}/check_username} at the register. An answer with {@code reserved} proves that the
 * register and its database work, so it is ok. {@code reserved:false} comes with a warning, for the health account is
 * missing and the core check is going to fail, and so does a name from the list of forbidden words, which can belong to
 * no account. Sources: the Pryv.io healthchecks guide, pryv/service-register, pryv/open-pryv.io.
 *
 * <p>Reasons: {@code misconfigured} for a user name that the register refuses (400), {@code http-status} for any other
 * status but 2xx with the server's words, {@code malformed-body} for a 200 without {@code reserved}.
 */
public final class PryvRegisterRule implements Rule {

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return HealthAnswers.judge(observation, now, PryvRegisterRule::judge);
    }

    private static Verdict judge(HealthAnswer answer) {
        JsonNode reserved = answer.json().path("reserved");
        if (answer.http().isSuccess()) {
            return reserved.isBoolean()
                    ? ok(reserved.booleanValue(), answer.json().path("reason").asText(""))
                    : Verdict.error(Reason.MALFORMED_BODY, "no reserved flag: got " + answer.seen());
        }
        Optional<PryvError> error = PryvError.of(answer);
        if (answer.status() == 400 && error.isPresent()) {
            // All that the check sends is the user name.
            return Verdict.error(
                    Reason.MISCONFIGURED, "parameter username: the register refuses it (" + error.get() + ")");
        }
        return Verdict.error(
                Reason.HTTP_STATUS, HealthAnswers.expected(answer.status()) + "; " + PryvError.describe(answer));
    }

    private static Verdict ok(boolean reserved, String why) {
        if (!reserved) {
            return warning("account missing: the register does not know the user name, create the account");
        }
        return why.isEmpty()
                ? Verdict.ok()
                : warning("account missing: no account can have this user name (" + Text.bounded(why, Text.NAME) + ")");
    }

    private static Verdict warning(String text) {
        return Verdict.ok().with(new Details("", "", Optional.empty(), List.of(text)));
    }
}
