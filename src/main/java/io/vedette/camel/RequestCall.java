package io.vedette.camel;

import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Refusal;
import io.vedette.alert.TargetProtocol;
import io.vedette.alert.TargetRequest;
import io.vedette.config.values.Causes;
import io.vedette.process.Loggers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Sends one request to a target's own endpoint: as a whole, and where the protocol then divides it, part by part. It is taken when a
 * part was and what is left was refused for good; that is logged, as nobody else would learn of it.
 */
final class RequestCall {

    private static final Logger LOG = Loggers.ALERT;

    private final CalledEndpoint called;
    private final TargetProtocol protocol;

    RequestCall(CalledEndpoint called, TargetProtocol protocol) {
        this.called = called;
        this.protocol = protocol;
    }

    /** Sends a request, and throws when it was not taken. */
    void send(TargetRequest request) throws Exception {
        try {
            call(request);
        } catch (Exception e) {
            List<TargetRequest> parts = protocol.divided(request, e);
            if (parts.isEmpty()) {
                throw told(e);
            }
            sendParts(parts, e);
        }
    }

    private void sendParts(List<TargetRequest> parts, Exception whole) throws Exception {
        List<Exception> passing = new ArrayList<>();
        Map<TargetRequest, Exception> refused = new HashMap<>();
        for (TargetRequest part : parts) {
            if (protocol.hasTaken(part)) {
                continue;
            }
            try {
                call(part);
                protocol.took(part);
            } catch (Exception e) {
                boolean forGood =
                        protocol.trouble(e).filter(Refusal::misconfigured).isPresent();
                if (forGood) {
                    refused.put(part, e);
                } else {
                    passing.add(e);
                }
            }
        }
        if (!passing.isEmpty()) {
            throw told(passing.get(0));
        }
        if (refused.size() == parts.size()) {
            throw told(whole);
        }
        refused.forEach((part, why) -> LOG.warn(
                "a mail was refused for {}, and taken for others: {}",
                part.headers().get("To"),
                Causes.message(told(why))));
    }

    private void call(TargetRequest request) throws Exception {
        Map<String, Object> headers = new HashMap<>(request.headers());
        called.call(new String(request.body(), StandardCharsets.UTF_8), headers);
    }

    private Exception told(Exception failure) {
        Optional<Refusal> refusal = protocol.trouble(failure);
        return refusal.isPresent() ? new DeliveryFailed(refusal.get()) : failure;
    }
}
