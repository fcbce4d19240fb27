package io.vedette.camel.http;

import io.vedette.camel.http.ServerCertificate.Unusable;
import io.vedette.config.settings.SettingKey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key as PEM: PKCS#8 without a password, which is what Let's Encrypt's certbot writes. */
final class PemKey {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private PemKey() {}

    static PrivateKey read(String pem, Path file) throws Unusable {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw unusable(file + " has no private key; it starts with -----BEGIN PRIVATE KEY-----");
        }
        String kind = block.group(1);
        if (kind.startsWith("ENCRYPTED") || pem.contains("Proc-Type: 4,ENCRYPTED")) {
            throw unusable(
                    "the key in " + file + " has a password; remove it (openssl pkey -in OLD -out NEW), or give a"
                            + " PKCS#12 file as vedette.http.tls.keystore");
        }
        if (!kind.equals("PRIVATE KEY")) {
            throw unusable("the key in " + file + " is a " + kind
                    + "; make it a PRIVATE KEY with: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw unusable("the key in " + file + " is damaged");
        }
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = as(algorithm, encoded);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw unusable("the key in " + file + " is damaged, or of a kind that TLS does not use");
    }

    /** Whether what one signs, the other verifies. */
    static boolean belongTogether(PrivateKey key, PublicKey open) {
        try {
            Signature signature = Signature.getInstance(SIGNATURES.getOrDefault(key.getAlgorithm(), "EdDSA"));
            signature.initSign(key);
            signature.update((byte) 1);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update((byte) 1);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // Keys of two kinds.
        }
    }

    private static Optional<PrivateKey> as(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty(); // Of another kind.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static Unusable unusable(String message) {
        return new Unusable(SettingKey.HTTP_TLS_KEY, message);
    }
}
