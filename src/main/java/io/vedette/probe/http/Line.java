package io.vedette.probe.http;

import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.IpVersion;
import io.vedette.probe.tls.TlsUpgrade;
import java.util.Optional;

/**
 * What connections must have in common that requests share: one that was made with a check's certificate, or for another name, is
 * no other check's.
 *
 * @param insecure whether certificates go unverified
 * @param tls what is shown and asked for in a TLS handshake
 * @param ipVersion by which addresses
 * @param proxy the proxy in between
 * @param ownProxy whether it is the check's own, which is judged as the check's target is; that of the settings is not
 * @param authenticates whether requests answer a challenge of the server
 */
record Line(
        boolean insecure,
        TlsUpgrade.Wishes tls,
        IpVersion ipVersion,
        Optional<ProxyAddress> proxy,
        boolean ownProxy,
        boolean authenticates) {

    static final Line VERIFYING =
            new Line(false, TlsUpgrade.Wishes.NONE, IpVersion.ANY, Optional.empty(), false, false);
    static final Line TRUSTING = new Line(true, TlsUpgrade.Wishes.NONE, IpVersion.ANY, Optional.empty(), false, false);

    /** Whether the client has more to do than to send a request and to read the answer. */
    boolean negotiates() {
        return proxy.isPresent() || authenticates;
    }
}
