package io.vedette.probe;

import java.time.Instant;
import java.util.Optional;

/**
 * What a server of gRPC says of its health.
 *
 * @param service the service that was asked for; empty text for the server as a whole
 * @param code gRPC's status code; 0 for a call that was answered
 * @param message gRPC's message; empty text for none
 * @param health the serving status: 0 unknown, 1 serving, 2 not serving, 3 service unknown
 * @param tls what the server showed of itself, where it was called over TLS
 */
public record GrpcHealth(String service, int code, String message, int health, Optional<Answer.Tls> tls)
        implements Answer {

    @Override
    public Optional<Instant> certificateEnd() {
        return tls.flatMap(Answer.Tls::certificateEnd);
    }
}
