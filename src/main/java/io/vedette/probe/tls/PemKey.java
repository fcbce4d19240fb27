package io.vedette.probe.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key in PEM (RFC 7468), as openssl writes it: PKCS#8 ({@code PRIVATE KEY}), and the older forms of RSA (PKCS#1) and of
 * elliptic curves (SEC 1), which are PKCS#8 without its envelope.
 */
final class PemKey {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{0,30}PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    /** RFC 8017, A.1: rsaEncryption with its empty parameters. */
    private static final byte[] RSA =
            bytes(0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00);
    /** RFC 5652: an integer 0, the version of PKCS#8. */
    private static final byte[] VERSION = bytes(0x02, 0x01, 0x00);

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final String HELP = "; openssl pkcs8 -topk8 -nodes -in KEY.pem writes one that can";

    private PemKey() {}

    /** Returns whether there is a key in a text. */
    static boolean isIn(String pem) {
        return KEY.matcher(pem).find();
    }

    /**
     * Reads the first key of a text.
     *
     * @param owner the public key that it must belong to
     * @throws IllegalArgumentException with a message for the operator, which shows nothing of the key
     */
    static PrivateKey read(String pem, PublicKey owner) {
        Matcher block = KEY.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException(
                    "is no private key in PEM (-----BEGIN PRIVATE KEY-----); a file is written as {{file:client.key}}");
        }
        if (block.group(1).startsWith("ENCRYPTED") || block.group(2).contains("ENCRYPTED")) {
            throw new IllegalArgumentException("is encrypted and cannot be read" + HELP);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = switch (block.group(1)) {
                case "PRIVATE KEY" -> der;
                case "RSA PRIVATE KEY" -> sequence(VERSION, RSA, tagged(OCTETS, der));
                case "EC PRIVATE KEY" -> sequence(VERSION, algorithm(owner), tagged(OCTETS, der));
                default ->
                    throw new IllegalArgumentException("is a " + block.group(1) + ", which cannot be read" + HELP);
            };
            PrivateKey key =
                    KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            verify(key, owner);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "is not the key of clientCertificate, or cannot be read as " + owner.getAlgorithm());
        }
    }

    private static void verify(PrivateKey key, PublicKey owner) throws GeneralSecurityException {
        Optional<String> algorithm = switch (owner.getAlgorithm()) {
            case "RSA" -> Optional.of("SHA256withRSA");
            case "EC" -> Optional.of("SHA256withECDSA");
            case "EdDSA", "Ed25519", "Ed448" -> Optional.of("EdDSA");
            default -> Optional.empty();
        };
        if (algorithm.isEmpty()) {
            return; // Whether it fits is found by the server then.
        }
        Signature signature = Signature.getInstance(algorithm.get());
        signature.initSign(key);
        signature.update(VERSION);
        byte[] signed = signature.sign();
        signature.initVerify(owner);
        signature.update(VERSION);
        if (!signature.verify(signed)) {
            throw new IllegalArgumentException("is not the key of clientCertificate, but of another one");
        }
    }

    /** The algorithm with the curve, as the public key has it: the first element of its encoding (RFC 5280, 4.1). */
    private static byte[] algorithm(PublicKey owner) throws GeneralSecurityException {
        if (!(owner instanceof ECPublicKey)) {
            throw new IllegalArgumentException("is of an elliptic curve, and clientCertificate is not");
        }
        byte[] encoded = owner.getEncoded();
        int start = encoded[1] >= 0 ? 2 : 2 + (encoded[1] & 0x7f);
        int length = encoded[start + 1] + 2;
        return Arrays.copyOfRange(encoded, start, start + length);
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return tagged(SEQUENCE, all.toByteArray());
    }

    /** X.690, 8.1: a tag, a length of one byte, or as many as it needs behind their number, the content. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.length < 0x80) {
            all.write(content.length);
        } else {
            int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
            all.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                all.write(content.length >> shift);
            }
        }
        all.writeBytes(content);
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
