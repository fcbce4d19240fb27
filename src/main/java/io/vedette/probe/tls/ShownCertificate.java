package io.vedette.probe.tls;

import io.vedette.probe.Answer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a server showed of itself on a connection that may be used many times. */
public final class ShownCertificate {

    private static final String FACTS = "vedette.certificate";

    private ShownCertificate() {}

    /** Returns the server's own certificate; empty for a connection without TLS ({@code null}). */
    public static Optional<Answer.Certificate> of(SSLSession session) {
        if (session == null) {
            return Optional.empty();
        }
        if (session.getValue(FACTS) instanceof Answer.Certificate known) {
            return Optional.of(known);
        }
        try {
            Certificate[] sent = session.getPeerCertificates();
            if (sent.length == 0 || !(sent[0] instanceof X509Certificate own)) {
                return Optional.empty();
            }
            Answer.Certificate facts = TrustPath.facts(own);
            session.putValue(FACTS, facts);
            return Optional.of(facts);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // It showed none.
        }
    }

    /** Returns the one of two that expires first. */
    public static Optional<Answer.Certificate> first(
            Optional<Answer.Certificate> one, Optional<Answer.Certificate> other) {
        return one.isPresent()
                        && (other.isEmpty()
                                || !other.get().notAfter().isBefore(one.get().notAfter()))
                ? one
                : other;
    }
}
