package io.vedette.probe;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HttpClientHostnameVerifier;

/** Verifies host names as the HTTP client does, and tells a wrong one in the words of the {@code tls} check. */
final class PlainHostNames implements HttpClientHostnameVerifier {

    private final DefaultHostnameVerifier names = new DefaultHostnameVerifier();

    @Override
    public boolean verify(String host, SSLSession session) {
        return names.verify(host, session);
    }

    @Override
    public void verify(String host, X509Certificate certificate) throws SSLException {
        try {
            names.verify(host, certificate);
        } catch (SSLException e) {
            Optional<String> words = CertifiedNames.of(certificate).objection(host);
            throw new SSLPeerUnverifiedException(words.orElse(e.getMessage()));
        }
    }
}
