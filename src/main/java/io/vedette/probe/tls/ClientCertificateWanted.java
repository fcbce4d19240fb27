package io.vedette.probe.tls;

import java.io.IOException;
import java.util.Optional;

/**
 * A server asked for a client's certificate, got none or one that it does not accept, and went. By TLS 1.3 it may do so long after the handshake, so that the
 * cause says no more than that a pipe is broken.
 */
public final class ClientCertificateWanted extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param shown what the check showed it; empty for nothing */
    public ClientCertificateWanted(Optional<ClientIdentity> shown, IOException cause) {
        super(
                shown.map(identity ->
                                "TLS: the server does not accept the check's client certificate (" + identity + ")")
                        .orElse(
                                "TLS: the server asks for a client's certificate, which the check does not have; give it"
                                        + " clientCertificate and clientKey"),
                cause);
    }
}
