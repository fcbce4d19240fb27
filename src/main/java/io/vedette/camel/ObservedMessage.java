package io.vedette.camel;

import io.vedette.config.values.Causes;
import io.vedette.config.values.MaskedUrl;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Observation;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/**
 * A message as an observation. The body may be an {@link Observation} of a probe, or whatever another endpoint answered: then
 * the HTTP status is that of {@code CamelHttpResponseCode} (200 without one), values such as a list of rows are read as JSON,
 * and an exception that the route caught is the answer that it tells of, as one of an HTTP status does, or a target out of reach.
 */
final class ObservedMessage {

    /** The sources by time, which every node has for itself. */
    private static final Set<String> CLOCKS = Set.of("timer", "scheduler", "quartz", "cron");

    private ObservedMessage() {}

    /** Returns whether time alone brings the next one, on the node that asks the check too: none needs to be kept or handed on. */
    static boolean comesAgain(Exchange exchange) {
        Endpoint source = exchange.getFromEndpoint();
        return source instanceof VedetteEndpoint
                || source != null && CLOCKS.contains(source.getEndpointUri().split(":", 2)[0]);
    }

    /** @param reader reads its body where it is none */
    static Observation observation(Exchange exchange, Clock clock, ObservedBody reader) throws InterruptedException {
        Exception caught = caught(exchange);
        if (caught != null) {
            return failure(exchange, clock, caught);
        }
        Object body = exchange.getMessage().getBody();
        return body instanceof Observation observed
                ? observed
                : seen(exchange, clock, answer(exchange.getMessage(), reader));
    }

    /**
     * Returns the exception that the route or an error handler caught; null where there is none. Camel keeps the last one on the
     * exchange for good, also of a step that succeeded when an error handler tried it again: then there is none.
     */
    static Exception caught(Exchange exchange) {
        // Camel notes there what deals with failures, while it does.
        Deque<?> handlers = exchange.getProperty(ExchangePropertyKey.FATAL_FALLBACK_ERROR_HANDLER, Deque.class);
        boolean inHandler = handlers != null && !handlers.isEmpty();
        boolean triedAgain = Boolean.TRUE.equals(exchange.getMessage().getHeader(Exchange.REDELIVERED));
        boolean inCatch = Boolean.TRUE.equals(exchange.getProperty(ExchangePropertyKey.TRY_ROUTE_BLOCK))
                && Boolean.TRUE.equals(exchange.getProperty(ExchangePropertyKey.EXCEPTION_HANDLED));
        return triedAgain && !inHandler && !inCatch
                ? null
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    /** Returns what an exception says: the answer where it tells of one, else that nobody was reached. */
    static Observation failure(Exchange exchange, Clock clock, Exception failure) {
        Optional<Answer.Http> answer = HttpRefusal.of(failure);
        return seen(exchange, clock, answer.isPresent() ? answer.get() : trouble(failure));
    }

    private static Observation seen(Exchange exchange, Clock clock, Answer answer) {
        return new Observation(
                clock.instant(), Duration.ofMillis(exchange.getClock().elapsed()), answer);
    }

    private static Answer answer(Message message, ObservedBody reader) throws InterruptedException {
        Map<String, String> headers = new HashMap<>();
        String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        if (contentType != null) {
            headers.put(Exchange.CONTENT_TYPE.toLowerCase(Locale.ROOT), contentType);
        }
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        try {
            ObservedBody.Bytes body = reader.read(message);
            return new Answer.Http(status == null ? 200 : status, headers, body.bytes(), body.isCut(), 0);
        } catch (ObservedBody.Malformed e) {
            return new Trouble(Trouble.Kind.MALFORMED, e.getMessage());
        } catch (IOException | RuntimeException e) {
            return trouble(e); // Such as a file that is gone by now.
        }
    }

    private static Trouble trouble(Exception e) {
        return new Trouble(
                Causes.root(e) instanceof SocketTimeoutException ? Trouble.Kind.TIMEOUT : Trouble.Kind.UNREACHABLE,
                MaskedUrl.of(Causes.message(e)));
    }
}
