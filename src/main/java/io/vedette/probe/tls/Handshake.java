package io.vedette.probe.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What one TLS handshake let see, however it ended. Written and read by the thread that makes the handshake. */
final class Handshake {

    private List<X509Certificate> chain = List.of();
    private boolean clientAsked;
    private String protocol = "";

    /** Returns the server's certificates as it sent them, its own first; empty when it sent none. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** Returns the version that both sides agreed on; empty when the handshake was not completed. */
    String protocol() {
        return protocol;
    }

    /** Notes that it was completed. */
    void done(String agreed) {
        protocol = agreed;
    }

    boolean isDone() {
        return !protocol.isEmpty();
    }

    /** Returns whether the server asked for a client's certificate. */
    boolean isClientAsked() {
        return clientAsked;
    }

    /** Returns whether the server showed its certificates and then asked for one that a probe does not have. */
    boolean stoppedForClient() {
        return clientAsked && !chain.isEmpty();
    }

    /** Keeps the certificates and accepts them all; they are verified afterwards. */
    X509ExtendedTrustManager anyCertificate() {
        return new X509ExtendedTrustManager() {
            @Override
            public void checkServerTrusted(X509Certificate[] sent, String authType) {
                chain = List.of(sent);
            }

            @Override
            public void checkServerTrusted(X509Certificate[] sent, String authType, Socket socket) {
                chain = List.of(sent);
            }

            @Override
            public void checkServerTrusted(X509Certificate[] sent, String authType, SSLEngine engine) {
                chain = List.of(sent);
            }

            @Override
            public void checkClientTrusted(X509Certificate[] sent, String authType) {
                throw new IllegalStateException("a probe is no server");
            }

            @Override
            public void checkClientTrusted(X509Certificate[] sent, String authType, Socket socket) {
                throw new IllegalStateException("a probe is no server");
            }

            @Override
            public void checkClientTrusted(X509Certificate[] sent, String authType, SSLEngine engine) {
                throw new IllegalStateException("a probe is no server");
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
    }

    /** Has no key, and notes that the server asked for one. */
    X509ExtendedKeyManager clientKeys() {
        return new NoClientKey(socket -> clientAsked = true);
    }
}
