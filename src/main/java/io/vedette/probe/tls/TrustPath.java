package io.vedette.probe.tls;

import io.vedette.probe.Answer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The way from a server's certificate to a trusted root, as RFC 5280 has it. It is looked for as of every time at which
 * the sent certificates begin or end, not as of now: so an expired chain is known from an untrusted one, and of several
 * ways the one that holds longest counts, as it does for clients. (Servers do send old cross-signed certificates that
 * nobody needs any more; their expiry is no fault.) Revocation is not asked for.
 */
final class TrustPath {

    private static final String SERVER_USE = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USE = "2.5.29.37.0";

    private TrustPath() {}

    /** Returns the trust manager of this Java's default store, read once. */
    static X509TrustManager standardRoots() {
        return Standard.ROOTS;
    }

    /** Returns the trust manager of a store; of this Java's default one for null. */
    static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("this Java has no trust store");
    }

    /** Returns what the certificates that a server sent are worth under that name; under any when it is empty. */
    static Answer.Tls judge(
            List<X509Certificate> sent, X509TrustManager roots, Optional<String> name, String protocol) {
        X509Certificate own = sent.get(0);
        List<X509Certificate> trusted = List.of(roots.getAcceptedIssuers());
        Optional<List<X509Certificate>> path = trusted.contains(own) ? Optional.of(List.of(own)) : path(sent, trusted);

        List<String> faults = new ArrayList<>();
        if (path.isEmpty()) {
            faults.add(mistrust(sent, trusted));
        }
        if (!isForServers(own)) {
            faults.add("the certificate of " + subject(own) + " is not meant for servers");
        }
        name.flatMap(host -> CertifiedNames.of(own).objection(host)).ifPresent(faults::add);
        return new Answer.Tls(path.orElse(sent).stream().map(TrustPath::facts).toList(), faults, protocol);
    }

    /** Returns the server's own certificate as it is, whoever made it for whatever name. */
    static Answer.Tls unverified(List<X509Certificate> sent, String protocol) {
        return new Answer.Tls(List.of(facts(sent.get(0))), List.of(), protocol);
    }

    /** The certificates from the server's own to the last before the root, on the way that holds longest. */
    private static Optional<List<X509Certificate>> path(List<X509Certificate> sent, List<X509Certificate> trusted) {
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        // None holds longer than the server's own certificate, so the first look is mostly the only one.
        Date end = sent.get(0).getNotAfter();
        Optional<List<X509Certificate>> lasting = pathAt(end, sent, trusted);
        return lasting.isPresent()
                ? lasting
                : sent.stream()
                        .flatMap(each -> Stream.of(each.getNotBefore(), each.getNotAfter()))
                        .distinct()
                        .map(date -> pathAt(date, sent, trusted))
                        .flatMap(Optional::stream)
                        .max(Comparator.comparing(TrustPath::end))
                        .or(() -> timelessPath(sent, trusted));
    }

    /**
     * A way on which no date lies within all certificates, so that one of them is never valid now: which one is for the
     * rule to tell.
     */
    private static Optional<List<X509Certificate>> timelessPath(
            List<X509Certificate> sent, List<X509Certificate> trusted) {
        List<X509Certificate> timeless =
                sent.stream().map(each -> (X509Certificate) new Timeless(each)).toList();
        return pathAt(sent.get(0).getNotAfter(), timeless, trusted)
                .map(path -> path.stream()
                        .map(each -> each instanceof Timeless it ? it.certificate() : each)
                        .toList());
    }

    private static Optional<List<X509Certificate>> pathAt(
            Date date, List<X509Certificate> sent, List<X509Certificate> trusted) {
        try {
            X509CertSelector own = new X509CertSelector();
            own.setCertificate(sent.get(0));
            Set<TrustAnchor> anchors =
                    trusted.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, own);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(date);
            CertPath path =
                    CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath();
            return Optional.of(path.getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList());
        } catch (CertPathBuilderException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot verify certificates", e);
        }
    }

    private static String mistrust(List<X509Certificate> sent, List<X509Certificate> trusted) {
        X509Certificate own = sent.get(0);
        if (isSelfSigned(own)) {
            return "self-signed certificate of " + subject(own) + ", not in the trust store";
        }
        List<X509Certificate> chain = byNames(sent);
        X509Certificate top = chain.get(chain.size() - 1);
        List<X509Certificate> named = trusted.stream()
                .filter(root -> root.getSubjectX500Principal().equals(top.getIssuerX500Principal()))
                .toList();
        if (isSelfSigned(top) && !trusted.contains(top)) {
            return "untrusted issuer: the root " + subject(top) + " is not in the trust store"
                    + (named.isEmpty() ? "" : ", which has another one with that name");
        }
        List<X509Certificate> below = isSelfSigned(top) ? chain.subList(0, chain.size() - 1) : chain;
        return !named.isEmpty()
                ? "the chain up to " + issuer(top) + " is not valid: " + BrokenChain.why(below, named)
                : "untrusted issuer: " + issuer(top) + " is neither sent by the server nor in the trust store";
    }

    /** The chain of issuers that begins with the server's own certificate, by their names. */
    private static List<X509Certificate> byNames(List<X509Certificate> sent) {
        List<X509Certificate> chain = new ArrayList<>(sent.subList(0, 1));
        X509Certificate last = sent.get(0);
        for (int i = 1; i < sent.size() && !isSelfSigned(last); i++) {
            X509Certificate below = last;
            Optional<X509Certificate> issuer = sent.stream()
                    .filter(each -> each.getSubjectX500Principal().equals(below.getIssuerX500Principal()))
                    .findFirst();
            if (issuer.isEmpty()) {
                break;
            }
            last = issuer.get();
            chain.add(last);
        }
        return chain;
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean isForServers(X509Certificate own) {
        try {
            List<String> uses = own.getExtendedKeyUsage();
            return uses == null || uses.contains(SERVER_USE) || uses.contains(ANY_USE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static Instant end(List<X509Certificate> path) {
        return path.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns what a certificate says of itself. */
    static Answer.Certificate facts(X509Certificate each) {
        return new Answer.Certificate(
                subject(each),
                issuer(each),
                each.getNotBefore().toInstant(),
                each.getNotAfter().toInstant());
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String issuer(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName();
    }

    /** Loaded when the first probe needs it. */
    private static final class Standard {

        static final X509TrustManager ROOTS = load();

        private static X509TrustManager load() {
            try {
                return manager(null);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the trust store of this Java cannot be read", e);
            }
        }
    }
}
