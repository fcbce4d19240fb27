package io.vedette.camel.http;

import io.vedette.config.settings.HttpSettings;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import io.vedette.config.values.TextFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** The certificate and key of the status server, read from the operator's files and given to Camel's server in memory. */
public final class ServerCertificate {

    private static final String ALIAS = "vedette";

    /** A chain and a key are some thousand bytes. */
    private static final int MOST_BYTES = 1024 * 1024;

    private ServerCertificate() {}

    /** Returns what an operator has to mend before the certificate can be used. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient SettingKey key;

        Unusable(SettingKey key, String message) {
            super(message);
            this.key = key;
        }

        public Problem problem() {
            return Problem.error(null, 0, key.key(), getMessage());
        }
    }

    /** Returns what Camel's server is set up with; empty when it speaks plain HTTP. */
    public static Optional<SSLContextParameters> read(HttpSettings.Tls tls) throws Unusable {
        if (!tls.isConfigured()) {
            return Optional.empty();
        }
        // Camel would look for placeholders in the operator's own password; this one has none.
        String password = UUID.randomUUID().toString();
        KeyStore store = tls.keystore().isPresent()
                ? ofKeystore(tls.keystore().get(), tls.keystorePassword().orElse(""), password)
                : ofPem(tls.certificate().orElseThrow(), tls.key().orElseThrow(), password);
        return Optional.of(parameters(store, password));
    }

    private static KeyStore ofPem(Path certificateFile, Path keyFile, String password) throws Unusable {
        List<Certificate> chain = certificates(certificateFile);
        PrivateKey key =
                PemKey.read(new String(bytes(SettingKey.HTTP_TLS_KEY, keyFile), StandardCharsets.ISO_8859_1), keyFile);
        if (!PemKey.belongTogether(key, chain.get(0).getPublicKey())) {
            throw new Unusable(
                    SettingKey.HTTP_TLS_KEY,
                    "the key in " + keyFile + " does not belong to the first certificate in " + certificateFile);
        }
        return store(key, chain.toArray(Certificate[]::new), password);
    }

    private static List<Certificate> certificates(Path file) throws Unusable {
        SettingKey setting = SettingKey.HTTP_TLS_CERTIFICATE;
        byte[] content = bytes(setting, file);
        try {
            List<Certificate> chain = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content)));
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new Unusable(setting, file + " cannot be read as PEM certificates: " + Causes.message(e));
        }
        throw new Unusable(setting, file + " has no certificate; it starts with -----BEGIN CERTIFICATE-----");
    }

    private static KeyStore ofKeystore(Path file, String filePassword, String password) throws Unusable {
        SettingKey setting = SettingKey.HTTP_TLS_KEYSTORE;
        byte[] content = bytes(setting, file);
        try (InputStream in = new ByteArrayInputStream(content)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, filePassword.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, filePassword.toCharArray());
                if (key instanceof PrivateKey) {
                    return store(key, store.getCertificateChain(alias), password);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new Unusable(setting, file + " cannot be opened; it is not a PKCS#12 file, or has another password");
        }
        throw new Unusable(setting, file + " holds no private key");
    }

    private static KeyStore store(Key key, Certificate[] chain, String password) throws Unusable {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password.toCharArray(), chain);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new Unusable(SettingKey.HTTP_TLS_KEY, "the key cannot be used: " + Causes.message(e));
        }
    }

    private static byte[] bytes(SettingKey setting, Path file) throws Unusable {
        if (TextFile.isSpecial(file)) {
            throw new Unusable(setting, file + " is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            // A device such as /dev/zero would never end.
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new Unusable(setting, file + " is larger than 1 MiB");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new Unusable(setting, "there is no file " + file);
        } catch (AccessDeniedException e) {
            throw new Unusable(setting, file + " may not be read by the user that runs Vedette");
        } catch (IOException e) {
            throw new Unusable(setting, file + " cannot be read: " + Causes.message(e));
        }
    }

    private static SSLContextParameters parameters(KeyStore store, String password) {
        KeyStoreParameters held = new KeyStoreParameters();
        held.setKeyStore(store);
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(held);
        keys.setKeyPassword(password);
        // Clients are not asked for certificates, but Camel's server will not start without a trust store.
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(held);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(keys);
        parameters.setTrustManagers(trust);
        return parameters;
    }
}
