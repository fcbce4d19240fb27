package io.vedette.rule.health;

import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges Pryv.io's {@code GET /events?limit=1} at a core: 200 with a list of events, be it empty, is ok. A core that
 * refuses the call (401, 403, 404, 421, or a redirect to where the account moved) works, and so does its database: the
 * check is {@code misconfigured}, and the message says in which part. Sources: the Pryv.io healthchecks guide,
 * pryv/open-pryv.io.
 *
 * <p>Other reasons: {@code http-status} for any other status but 2xx, with the server's words; {@code malformed-body}
 * for a 200 without events.
 */
public final class PryvCoreRule implements Rule {

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return HealthAnswers.judge(observation, now, PryvCoreRule::judge);
    }

    private static Verdict judge(HealthAnswer answer) {
        if (answer.http().isSuccess()) {
            return answer.json().path("events").isArray()
                    ? Verdict.ok()
                    : Verdict.error(Reason.MALFORMED_BODY, "not a list of events: got " + answer.seen());
        }
        Optional<PryvError> error = PryvError.of(answer);
        String detail = " (HTTP status " + answer.status() + ", " + PryvError.describe(answer) + ")";
        return switch (answer.status()) {
            case 401, 403 -> misconfigured(token(error) + detail);
            case 404 -> misconfigured(unknown(error) + detail);
            case 421 -> misconfigured(otherCore(error) + detail);
            default ->
                error.isPresent() && error.get().is("user-account-relocated")
                        ? misconfigured(
                                "parameters domain and hostname: the account has moved to another core" + detail)
                        : Verdict.error(
                                Reason.HTTP_STATUS,
                                HealthAnswers.expected(answer.status()) + meaning(answer.status()) + "; "
                                        + PryvError.describe(answer));
        };
    }

    private static Verdict misconfigured(String message) {
        return Verdict.error(Reason.MISCONFIGURED, message);
    }

    private static String token(Optional<PryvError> error) {
        if (error.isEmpty()) {
            return "the call is refused, but not by Pryv.io: something in front of the core may ask for more";
        }
        if (error.get().says("missing")) {
            return "parameter token: the access token is missing";
        }
        if (error.get().says("session")) {
            return "parameter token: it is the token of a login session, which has expired; create a permanent access";
        }
        if (error.get().says("expired")) {
            return "parameter token: the access has expired";
        }
        return error.get().is("invalid-access-token")
                ? "parameter token: the access token is wrong or was revoked"
                : "parameter token: the access may not read events";
    }

    private static String unknown(Optional<PryvError> error) {
        return error.isPresent()
                ? "parameter username: the core does not know the user"
                : "parameters domain and hostname: no Pryv.io core at this address";
    }

    private static String otherCore(Optional<PryvError> error) {
        String core = error.map(PryvError::coreUrl).orElse("");
        return "parameter hostname: the account lives on another core" + (core.isEmpty() ? "" : ", " + core);
    }

    private static String meaning(int status) {
        return switch (status) {
            case 410 -> ": the method was removed from the API";
            case 451 -> ": the method is not in this edition of Pryv.io";
            case 502, 504 -> ": the core does not answer the gateway in front of it";
            case 503 -> ": the core is starting or migrating, or the gateway has none";
            default -> "";
        };
    }
}
