package io.vedette.alert;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * Speaks plain HTTP, such as the webhook: any 2xx means accepted. 408, 425, 429 and 5xx are temporary; {@code Retry-After}
 * is respected (RFC 9110, section 10.2.3: seconds or a date). 400, 413 and 422 may be due to one
 * alert of the message: the next ones hold fewer. Any other answer means that the target is misconfigured, a redirect too: following it would carry the message and its credentials
 * elsewhere.
 */
public final class HttpTarget implements TargetProtocol {

    /** The longest wait that is granted: a target's mistake must not silence it for a year. */
    static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    /** The request cannot be read, is too large, cannot be processed: perhaps for one alert in it. */
    private static final Set<Integer> OF_CONTENT = Set.of(400, 413, 422);

    private final Clock clock;

    public HttpTarget(Clock clock) {
        this.clock = clock;
    }

    /** Returns the JSON that the webhook gets. */
    @Override
    public String message(Digest digest) {
        return digest.json();
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        return reply.isSuccess() ? Optional.empty() : Optional.of(refused(reply, reply.excerpt()));
    }

    /** Returns what a status other than 2xx means, with the target's own explanation. */
    Refusal refused(Reply reply, String words) {
        String message = "the target answered " + reply.status() + (words.isEmpty() ? "" : ": " + words);
        if (OF_CONTENT.contains(reply.status())) {
            return Refusal.ofContent(message);
        }
        boolean passes = reply.status() >= 500 || PASSING.contains(reply.status());
        return passes ? Refusal.busy(message, retryAfter(reply)) : Refusal.misconfigured(message);
    }

    /** Returns how long the target asks to wait before the next try, at most a day. */
    Optional<Duration> retryAfter(Reply reply) {
        return reply.header("Retry-After")
                .map(String::strip)
                .flatMap(this::asked)
                .map(HttpTarget::granted);
    }

    static Duration granted(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.isNegative() ? Duration.ZERO : wait;
    }

    private Optional<Duration> asked(String text) {
        if (text.matches("\\d{1,12}(\\.\\d*)?")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.replaceFirst("\\..*", ""))));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(clock.instant(), until));
        } catch (DateTimeException e) {
            // Not a date; the outbox has its own backoff.
            return Optional.empty();
        }
    }
}
