package io.vedette.probe.tls;

import io.vedette.probe.Answer;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts as Java does, and tells a refusal in the words of the {@code tls} check: a certificate that is refused over HTTPS
 * is refused for the same reason there.
 */
public final class PlainTrust extends X509ExtendedTrustManager {

    private final X509TrustManager roots;

    PlainTrust(X509TrustManager roots) {
        this.roots = roots;
    }

    /** A refusal in words for an operator. */
    static final class Refused extends CertificateException {

        private static final long serialVersionUID = 1L;

        private Refused(String words, CertificateException cause) {
            super(words, cause);
        }
    }

    /** Returns a refusal for something else than the chain. */
    static CertificateException refused(String words) {
        return new Refused(words, null);
    }

    /** What a failed call says of the server's certificates in these words; empty when they were not refused. */
    public static Optional<String> refusal(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Verification {
        void run() throws CertificateException;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        SSLSession session = socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
        verify(chain, session, () -> {
            if (roots instanceof X509ExtendedTrustManager extended) {
                extended.checkServerTrusted(chain, authType, socket);
            } else {
                roots.checkServerTrusted(chain, authType);
            }
        });
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        verify(chain, engine.getHandshakeSession(), () -> {
            if (roots instanceof X509ExtendedTrustManager extended) {
                extended.checkServerTrusted(chain, authType, engine);
            } else {
                roots.checkServerTrusted(chain, authType);
            }
        });
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        verify(chain, null, () -> roots.checkServerTrusted(chain, authType));
    }

    private void verify(X509Certificate[] chain, SSLSession session, Verification verification)
            throws CertificateException {
        try {
            verification.run();
        } catch (CertificateException e) {
            throw new Refused(words(List.of(chain), session, e), e);
        }
    }

    private String words(List<X509Certificate> chain, SSLSession session, CertificateException e) {
        Optional<String> host = Optional.ofNullable(session).map(SSLSession::getPeerHost);
        Answer.Tls judged = TrustPath.judge(chain, roots, host, "");
        List<String> faults = new ArrayList<>(judged.faults());
        chain.stream()
                .filter(each -> judged.chain().contains(TrustPath.facts(each)))
                .flatMap(each -> outOfDate(each).stream())
                .forEach(faults::add);
        return faults.isEmpty() ? String.valueOf(e.getMessage()) : String.join("; ", faults);
    }

    /** By Java's own clock, by which it has just refused the certificate. */
    private static Optional<String> outOfDate(X509Certificate certificate) {
        Answer.Certificate facts = TrustPath.facts(certificate);
        try {
            certificate.checkValidity();
            return Optional.empty();
        } catch (CertificateExpiredException e) {
            return Optional.of("the certificate of " + facts.subject() + " expired on " + facts.notAfter());
        } catch (CertificateNotYetValidException e) {
            return Optional.of(
                    "the certificate of " + facts.subject() + " is not yet valid; it will be on " + facts.notBefore());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new IllegalStateException("a probe is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new IllegalStateException("a probe is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new IllegalStateException("a probe is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return roots.getAcceptedIssuers();
    }
}
