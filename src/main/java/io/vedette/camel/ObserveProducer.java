package io.vedette.camel;

import io.vedette.config.values.Causes;
import io.vedette.config.values.MaskedUrl;
import io.vedette.evaluate.Watched;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Observation;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Verdict;
import io.vedette.state.Transition;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultProducer;

/**
 * Judges the message as one observation of a check and takes the verdict; the message's body becomes the verdict. The
 * body may be an {@link Observation} of a probe, or whatever another endpoint answered: then the HTTP status is that of
 * {@code CamelHttpResponseCode} (200 without one), values such as a list of rows are read as JSON, and an exception that
 * the route caught is a target out of reach. A body that cannot be read is an error of the check, never of the route.
 */
final class ObserveProducer extends DefaultProducer {

    private final VedetteService service;

    ObserveProducer(VedetteEndpoint endpoint) {
        super(endpoint);
        this.service = endpoint.service();
    }

    /** Each route has its own, which it stops itself: the context would keep a list of them that is slow to search. */
    @Override
    public boolean isSingleton() {
        return false;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Watched watched = service.watchedBy(exchange, (VedetteEndpoint) getEndpoint());
        Optional<OwnTrouble> ours = Optional.ofNullable(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .flatMap(OwnTrouble::of);
        if (ours.isPresent()) {
            service.notAsked(watched.check().name(), ours.get(), exchange);
            return;
        }
        Observation observation = observation(exchange);
        WaitedJudgement.Outcome outcome = judge(exchange, watched, observation);
        Verdict verdict = outcome.verdict().masked(service.secrets()::mask);
        if (exchange.getProperty(VedetteService.TRIAL) == null && outcome.counts()) {
            service.totals().judged(verdict.status());
            if (service.keeper().take(watched, observation, verdict).why() == Transition.Why.OUTDATED) {
                service.totals().dropped();
            }
        }
        exchange.getMessage().setBody(verdict);
    }

    private WaitedJudgement.Outcome judge(Exchange exchange, Watched watched, Observation observation)
            throws InterruptedException {
        Judged judged = exchange.getProperty(Judged.PROPERTY, Judged.class);
        if (judged != null && judged.isOf(watched, observation)) {
            return WaitedJudgement.Outcome.of(judged.verdict());
        }
        return watched.rule().isBounded()
                ? WaitedJudgement.Outcome.of(service.keeper().judge(watched, observation))
                : new WaitedJudgement(service, watched).of(observation);
    }

    private Observation observation(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (caught != null) {
            return seen(exchange, trouble(caught));
        }
        Object body = exchange.getMessage().getBody();
        return body instanceof Observation observed ? observed : seen(exchange, answer(exchange.getMessage()));
    }

    private Observation seen(Exchange exchange, Answer answer) {
        return new Observation(
                service.clock().instant(), Duration.ofMillis(exchange.getClock().elapsed()), answer);
    }

    private static Answer answer(Message message) {
        Map<String, String> headers = new HashMap<>();
        String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        if (contentType != null) {
            headers.put(Exchange.CONTENT_TYPE.toLowerCase(Locale.ROOT), contentType);
        }
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        try {
            return new Answer.Http(status == null ? 200 : status, headers, ObservedBody.of(message), false, 0);
        } catch (IllegalArgumentException e) {
            return new Trouble(Trouble.Kind.MALFORMED, e.getMessage());
        } catch (RuntimeCamelException e) {
            return trouble(e); // Such as a file that is gone by now.
        }
    }

    private static Trouble trouble(Exception e) {
        return new Trouble(
                Causes.root(e) instanceof SocketTimeoutException ? Trouble.Kind.TIMEOUT : Trouble.Kind.UNREACHABLE,
                MaskedUrl.of(Causes.message(e)));
    }
}
