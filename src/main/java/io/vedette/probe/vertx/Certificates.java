package io.vedette.probe.vertx;

import io.vedette.probe.Answer;
import io.vedette.probe.tls.ShownCertificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What a server showed on a connection of Vert.x, which was verified when it was made. */
final class Certificates {

    private Certificates() {}

    /** @param session null for a connection without TLS */
    static Optional<Answer.Tls> shown(SSLSession session) {
        return ShownCertificate.of(session).map(own -> new Answer.Tls(List.of(own), List.of(), session.getProtocol()));
    }
}
