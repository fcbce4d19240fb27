package io.vedette.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the links by which those who were told of a problem acknowledge it, with HMAC-SHA256: each for one problem of one check.
 * Whoever has the message has the link. Also makes the secret addresses that jobs call. Safe for several threads.
 */
public final class LinkSignature {

    /** Under which name the key is kept. */
    public static final String KEY = "link-key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEARTBEAT_DIGITS = 32;

    private final Supplier<String> key;

    /** @param key gives the key whenever it is needed: another one once a store that was lost is back */
    public LinkSignature(Supplier<String> key) {
        this.key = key;
    }

    /** Returns a new key. */
    public static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Returns the signature of a problem of a check, in hexadecimal digits. */
    public String of(String check, Instant problemSince) {
        return signed("acknowledge\n" + problemSince.toEpochMilli() + "\n" + check);
    }

    /** Returns the secret by which the job of a check calls, in hexadecimal digits. */
    public String ofHeartbeat(String check) {
        return signed("heartbeat\n" + check).substring(0, HEARTBEAT_DIGITS);
    }

    private String signed(String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Returns whether a signature is that of a problem of a check; takes as long for a wrong one as for the right one. */
    public boolean isRight(String signature, String check, Instant problemSince) {
        return MessageDigest.isEqual(
                of(check, problemSince).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
