package io.vedette.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/**
 * The certificates of the demo's TLS servers: one key, and several certificates of it.
 *
 * @param authority the file of the authority that issued the trusted ones
 */
record Certificates(Path authority, PrivateKey key, Map<Kind, X509Certificate> shown) {

    /** What a server may show. */
    public enum Kind {
        /** Issued by the authority, for the right address, for a long time. */
        GOOD,
        /** The same, but it ends in {@value #DAYS_LEFT} days: sooner than a check warns by default. */
        ENDING,
        /** Signed by itself, and for another name. */
        FOREIGN
    }

    /** Less than the 21 days at which a check warns, more than the 7 at which it is in error. */
    static final int DAYS_LEFT = 12;

    private static final String DAYS_GOOD = "90";
    /** A clock that is a little behind must not find them too young. */
    private static final String STARTED = "-1H";

    private static final String AUTHORITY = "authority.p12";
    private static final String SERVER = "server.p12";

    /**
     * Makes the certificates in a folder.
     *
     * @throws IOException when the program is not there or fails
     */
    static Certificates make(Keytool keytool) throws IOException {
        Keytool.Call authority = pair(keytool, AUTHORITY, "CN=Vedette Demo CA", "bc:critical=ca:true");
        Keytool.Call server = pair(keytool, SERVER, "CN=elsewhere.example", "san=dns:elsewhere.example");
        authority.await();
        server.await();
        keytool.start("certreq", SERVER, "-alias", "key", "-file", "server.csr").await();
        Keytool.Call good = issued(keytool, "good.pem", DAYS_GOOD);
        Keytool.Call ending = issued(keytool, "ending.pem", String.valueOf(DAYS_LEFT));
        good.await();
        ending.await();
        try {
            return read(keytool.folder());
        } catch (GeneralSecurityException e) {
            throw new IOException("what keytool made cannot be read: " + e.getMessage(), e);
        }
    }

    private static Keytool.Call pair(Keytool keytool, String store, String name, String extension) throws IOException {
        return keytool.start(
                "genkeypair",
                store,
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                name,
                "-ext",
                extension,
                "-startdate",
                STARTED,
                "-validity",
                DAYS_GOOD);
    }

    private static Keytool.Call issued(Keytool keytool, String file, String days) throws IOException {
        return keytool.start(
                "gencert",
                AUTHORITY,
                "-alias",
                "key",
                "-dname",
                "CN=shop.example",
                "-ext",
                "san=ip:127.0.0.1,dns:shop.example",
                "-startdate",
                STARTED,
                "-validity",
                days,
                "-infile",
                "server.csr",
                "-outfile",
                file,
                "-rfc");
    }

    private static Certificates read(Path folder) throws IOException, GeneralSecurityException {
        KeyStore authority = store(folder.resolve(AUTHORITY));
        KeyStore server = store(folder.resolve(SERVER));
        Map<Kind, X509Certificate> shown = new EnumMap<>(Kind.class);
        shown.put(Kind.GOOD, certificate(folder.resolve("good.pem")));
        shown.put(Kind.ENDING, certificate(folder.resolve("ending.pem")));
        shown.put(Kind.FOREIGN, (X509Certificate) server.getCertificate("key"));
        Path pem = folder.resolve("ca.pem");
        Files.writeString(pem, pem((X509Certificate) authority.getCertificate("key")));
        PrivateKey key = (PrivateKey) server.getKey("key", Keytool.PASSWORD.toCharArray());
        return new Certificates(pem, key, shown);
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, Keytool.PASSWORD.toCharArray());
        }
        return store;
    }

    private static X509Certificate certificate(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Leaves out the private key. */
    @Override
    public String toString() {
        return "Certificates[authority=" + authority + "]";
    }
}
