package io.vedette.status;

import io.vedette.config.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The user and password of the status server. A hashed password takes long to verify, so the one that was right last is
 * known again by its HMAC under a key that this process alone has; the password itself is not kept.
 */
public final class Login {

    private static final String SCHEME = "Basic ";
    private static final String HMAC = "HmacSHA256";
    /** So many hashes are computed at once: a flood of wrong passwords must not take the processor from the checks. */
    private static final int MOST_AT_ONCE = 2;

    private static final int PATIENCE_SECONDS = 2;

    private final String username;
    private final String kept;
    private final SecretKeySpec key = new SecretKeySpec(random(), HMAC);
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
    private volatile byte[] verified = new byte[0];

    /** What became of a try. */
    enum Outcome {
        RIGHT,
        WRONG,
        /** Too many try at once. */
        BUSY
    }

    /** @param kept the password, plain or as a bcrypt hash */
    public Login(String username, String kept) {
        this.username = username;
        this.kept = kept;
    }

    static boolean isMeantBy(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    Outcome of(String authorization) {
        byte[] mac = mac(authorization);
        if (MessageDigest.isEqual(mac, verified)) {
            return Outcome.RIGHT;
        }
        byte[] given;
        try {
            given = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return Outcome.WRONG;
        }
        // All readings are tried, so that the time tells only what was sent.
        boolean right = false;
        for (String reading : readings(given)) {
            int colon = reading.indexOf(':');
            if (colon < 0) {
                return Outcome.WRONG;
            }
            boolean rightUser = MessageDigest.isEqual(bytes(username), bytes(reading.substring(0, colon)));
            Outcome password = password(reading.substring(colon + 1));
            if (password == Outcome.BUSY) {
                return Outcome.BUSY;
            }
            right |= rightUser && password == Outcome.RIGHT;
        }
        if (!right) {
            return Outcome.WRONG;
        }
        verified = mac;
        return Outcome.RIGHT;
    }

    /**
     * What the bytes may mean. The challenge asks for UTF-8 (RFC 7617, section 2.1), but many clients send Latin-1 whatever
     * they are asked for; the two differ only beyond ASCII.
     */
    private static Set<String> readings(byte[] given) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add(new String(given, StandardCharsets.UTF_8));
        readings.add(new String(given, StandardCharsets.ISO_8859_1));
        return readings;
    }

    private Outcome password(String given) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Outcome.BUSY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.BUSY;
        }
        try {
            return PasswordHash.matches(kept, given) ? Outcome.RIGHT : Outcome.WRONG;
        } finally {
            turns.release();
        }
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Login[" + username + "]";
    }
}
