package io.vedette.probe.tls;

import java.io.IOException;

/**
 * A server asked for a client's certificate, got none and went. By TLS 1.3 it may do so long after the handshake, so that the
 * cause says no more than that a pipe is broken.
 */
public final class ClientCertificateWanted extends IOException {

    private static final long serialVersionUID = 1L;

    public ClientCertificateWanted(IOException cause) {
        super("TLS: the server asks for a client's certificate, which checks do not have", cause);
    }
}
