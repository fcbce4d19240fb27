package io.vedette.camel;

import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.Refusal;
import io.vedette.alert.Reply;
import io.vedette.alert.TargetProtocol;
import io.vedette.alert.TargetRequest;
import io.vedette.config.settings.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;

/**
 * One digest on its way to a target, as the steps of its notify route see it: {@code vedette:alerts} puts it into the
 * exchange variable {@value #VARIABLE}, so that routes need no beans.
 */
public final class TargetCall {

    /** The variable's name. */
    public static final String VARIABLE = "target";

    private static final Reply NO_REPLY = new Reply(0, Map.of(), "");
    /** So many requests that are refused for good one after the other end it. */
    private static final int MOST_IN_A_ROW = 3;
    /** So long requests go out; a sender that takes much longer is taken for lost. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Digest digest;
    private final TargetProtocol protocol;
    private final ReplyReader reader;
    private final Optional<CalledEndpoint> called;
    private volatile List<TargetRequest> requests = List.of();
    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private final List<DeliveryFailed> refused = new ArrayList<>();
    private final long since = System.nanoTime();
    private int refusedInARow;

    public TargetCall(Digest digest, TargetProtocol protocol, Secrets secrets) {
        this(digest, protocol, secrets, Optional.empty());
    }

    /** @param called the endpoint that the target's messages go to, where it is one */
    TargetCall(Digest digest, TargetProtocol protocol, Secrets secrets, Optional<CalledEndpoint> called) {
        this.called = called;
        this.digest = digest;
        this.protocol = protocol;
        this.reader = new ReplyReader(secrets);
    }

    /** Returns what is to be told. */
    public Digest digest() {
        return digest;
    }

    /** Returns what is to be sent, in the vendor's form: {@code ${variable.target.message}}. */
    public Object message() {
        return protocol.message(digest);
    }

    /** Returns what else the kind of target has for its route: {@code ${variable.target.protocol.url}}. */
    public TargetProtocol protocol() {
        return protocol;
    }

    /** Returns the address in the header {@code CamelHttpUri} as {@code http:} endpoints take it; see {@link TargetAddress}. */
    public String address(Exchange exchange) {
        return TargetAddress.standIn(exchange.getMessage().getHeader(Exchange.HTTP_URI, "", String.class));
    }

    /**
     * Reads the answer that the call left in the message, and throws when the target did not take what was sent. Where the route
     * splits {@link #requests}, what a request told counts as told from then on.
     */
    public void judge(Exchange exchange) throws IOException, DeliveryFailed {
        Reply reply = reader.read(exchange.getMessage());
        Optional<TargetRequest> request = atHand(exchange);
        if (request.isEmpty()) {
            protocol.judge(reply);
            return;
        }
        try {
            protocol.judge(request.get(), reply);
            took(request.get(), reply);
            refusedInARow = 0;
        } catch (DeliveryFailed e) {
            spareTheOthers(e);
        }
        boolean isLast = request.get() == requests.get(requests.size() - 1);
        if (isLast && !refused.isEmpty()) {
            throw refused.get(0);
        }
        if (!isLast && System.nanoTime() - since > LONGEST.toNanos()) {
            throw new DeliveryFailed(Refusal.temporary("it took %d messages of %d in %d min; the others follow"
                    .formatted(taken.size(), requests.size(), LONGEST.toMinutes())));
        }
    }

    /**
     * Returns the requests that tell it, each a message to send by {@code http:} as it is: {@code ${variable.target.requests}}, to
     * be split. The address is in the header {@code CamelHttpUri}: an endpoint's own is shown in logs, and this one may be secret.
     */
    public List<Message> requests(Exchange exchange) {
        requests = protocol.requests(digest);
        return requests.stream().map(request -> message(request, exchange)).toList();
    }

    private static Message message(TargetRequest request, Exchange exchange) {
        Message message = new DefaultMessage(exchange);
        request.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_URI, TargetAddress.standIn(request.url()));
        message.setBody(request.body());
        return message;
    }

    /**
     * Sends it to the target's own endpoint, and throws when that failed: {@code ${variable.target.call}}. Where the route splits
     * {@link #requests}, it is the request at hand.
     */
    public void call(Exchange exchange) throws Exception {
        if (called.isEmpty()) {
            throw new IllegalStateException(
                    "a route calls its endpoint itself; only a target of notify-uri or notify-email has one");
        }
        Optional<TargetRequest> request = atHand(exchange);
        if (request.isEmpty()) {
            called.get().call(digest);
            return;
        }
        new RequestCall(called.get(), protocol).send(request.get());
        took(request.get(), NO_REPLY);
    }

    /**
     * Goes on with the next request where this one was refused for good, which may be for what is in it alone. A few in a row are
     * refused for another reason, and end it.
     */
    private void spareTheOthers(DeliveryFailed failure) throws DeliveryFailed {
        refused.add(failure);
        refusedInARow++;
        if (!failure.misconfigured() || refusedInARow >= MOST_IN_A_ROW) {
            throw failure;
        }
    }

    private Optional<TargetRequest> atHand(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class))
                .filter(index -> index < requests.size())
                .map(requests::get);
    }

    private void took(TargetRequest request, Reply reply) {
        String opened = protocol.opened(request, reply);
        request.checks().forEach(check -> taken.put(check, opened));
    }

    /**
     * Returns why a route failed; empty when it did not. Camel's words around what failed in a split say nothing to an operator.
     */
    public static Optional<Exception> failure(Exchange exchange) {
        Exception failure = exchange.getException();
        return failure instanceof CamelExchangeException && failure.getCause() instanceof Exception cause
                ? Optional.of(cause)
                : Optional.ofNullable(failure);
    }

    /** Returns what was taken, by check, with what the target calls it. */
    public Map<String, String> taken() {
        return Map.copyOf(taken);
    }
}
