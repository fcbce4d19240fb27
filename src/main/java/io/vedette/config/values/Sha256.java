package io.vedette.config.values;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts, as UTF-8, and of streams. */
public final class Sha256 {

    private Sha256() {}

    /** Returns the 32 bytes of the hash. */
    public static byte[] of(String text) {
        return begun().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the hash in 64 hexadecimal digits. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /** Returns a hash to be given its bytes. */
    public static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
