package io.vedette.status.access;

import io.vedette.config.values.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The user and password of the status server. A hashed password takes long to verify, so one that was right is
 * known again by its HMAC under a key that this process alone has; the password itself is not kept. Safe for several threads.
 */
public final class Login {

    private static final String SCHEME = "Basic ";
    private static final String HMAC = "HmacSHA256";
    /** Clients write the same user and password in more than one way. */
    private static final int MOST_REMEMBERED = 4;

    private final String username;
    private final String kept;
    private final SecretKeySpec key = new SecretKeySpec(random(), HMAC);
    private volatile List<byte[]> verified = List.of();

    /** @param kept the password, plain or as a bcrypt hash */
    public Login(String username, String kept) {
        this.username = username;
        this.kept = kept;
    }

    static boolean isMeantBy(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Whether it takes no time to verify a password. */
    boolean isFast() {
        return !PasswordHash.isHash(kept);
    }

    /** Tells two tries apart, without what was tried. */
    String fingerprint(String authorization) {
        return Base64.getEncoder().encodeToString(mac(authorization));
    }

    /** Whether exactly this was right before; takes no time. */
    boolean isKnown(String authorization) {
        return isAmong(verified, mac(authorization));
    }

    /** Whether user and password are right. Slow where the password is kept as a hash. */
    boolean isRight(String authorization) {
        byte[] mac = mac(authorization);
        if (isAmong(verified, mac)) {
            return true;
        }
        byte[] given;
        try {
            given = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
        // All readings are tried, so that the time reveals only what was sent.
        boolean right = false;
        for (String reading : readings(given)) {
            int colon = reading.indexOf(':');
            if (colon < 0) {
                return false;
            }
            boolean rightUser = MessageDigest.isEqual(bytes(username), bytes(reading.substring(0, colon)));
            right |= PasswordHash.matches(kept, reading.substring(colon + 1)) && rightUser;
        }
        if (right) {
            remember(mac);
        }
        return right;
    }

    private static boolean isAmong(List<byte[]> all, byte[] mac) {
        return all.stream().anyMatch(one -> MessageDigest.isEqual(one, mac));
    }

    private synchronized void remember(byte[] mac) {
        List<byte[]> all = new ArrayList<>(verified);
        all.add(mac);
        verified = List.copyOf(all.subList(Math.max(0, all.size() - MOST_REMEMBERED), all.size()));
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

    String username() {
        return username;
    }

    @Override
    public String toString() {
        return "Login[" + username + "]";
    }
}
