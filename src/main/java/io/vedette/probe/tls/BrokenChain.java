package io.vedette.probe.tls;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Set;

/** Why a chain that leads to the name of a trusted authority does not hold, whatever the date (RFC 5280, 6.1). */
final class BrokenChain {

    private static final String UNKNOWN = "a signature, constraint or algorithm is not accepted";

    private BrokenChain() {}

    /**
     * Returns what breaks it.
     *
     * @param chain from the server's certificate to the last one below the root
     * @param roots the trusted certificates with the name of its root, at least one
     */
    static String why(List<X509Certificate> chain, List<X509Certificate> roots) {
        String why = UNKNOWN;
        for (X509Certificate root : roots) {
            try {
                PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
                parameters.setRevocationEnabled(false);
                parameters.setDate(chain.get(0).getNotAfter());
                CertPathValidator.getInstance("PKIX")
                        .validate(
                                CertificateFactory.getInstance("X.509")
                                        .generateCertPath(chain.stream()
                                                .map(Timeless::new)
                                                .toList()),
                                parameters);
            } catch (CertPathValidatorException e) {
                why = why(e, chain);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java cannot verify certificates", e);
            }
        }
        return why;
    }

    private static String why(CertPathValidatorException e, List<X509Certificate> chain) {
        // Without a place it is the last one, which the root has signed.
        X509Certificate at = chain.get(e.getIndex() < 0 ? chain.size() - 1 : e.getIndex());
        String its = "the certificate of " + at.getSubjectX500Principal().getName();
        Reason reason = e.getReason();
        if (reason == BasicReason.INVALID_SIGNATURE) {
            return its + " is not signed by " + at.getIssuerX500Principal().getName() + ", whose name it bears";
        }
        if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return its + " is too weak for this Java: " + at.getSigAlgName() + ", " + key(at.getPublicKey());
        }
        if (reason == PKIXReason.NOT_CA_CERT) {
            return its + " signs others but is not an authority's";
        }
        if (reason == PKIXReason.INVALID_KEY_USAGE) {
            return its + " may not sign others";
        }
        if (reason == PKIXReason.PATH_TOO_LONG) {
            return its + " is further down the chain than an authority above it allows";
        }
        if (reason == PKIXReason.INVALID_NAME) {
            return its + " has a name that an authority above it may not certify";
        }
        if (reason == PKIXReason.UNRECOGNIZED_CRIT_EXT) {
            return its + " has a critical extension that this Java does not know";
        }
        return UNKNOWN;
    }

    private static String key(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return "RSA with " + rsa.getModulus().bitLength() + " bits";
        }
        if (key instanceof ECKey ec) {
            return "EC with " + ec.getParams().getOrder().bitLength() + " bits";
        }
        if (key instanceof DSAKey dsa && dsa.getParams() != null) {
            return "DSA with " + dsa.getParams().getP().bitLength() + " bits";
        }
        return key.getAlgorithm();
    }
}
