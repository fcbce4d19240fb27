package io.vedette.config.values;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords as they are kept: plain, or as a bcrypt hash ({@code $2a$}, {@code $2b$}, {@code $2y$}), which {@code htpasswd
 * -B} and {@code vedette hash-password} make. As everywhere, bcrypt counts the first 72 bytes of a password.
 */
public final class PasswordHash {

    /** About a quarter of a second on a server of today. */
    static final int COST = 12;

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    /** Hashes of other kinds would be taken for plain passwords, and nobody could come in. */
    private static final Pattern OTHER =
            Pattern.compile("\\$(2[a-z]?|1|5|6|7|y|gy|apr1|argon2\\w*|scrypt|pbkdf2\\S*)\\$.*"
                    + "|\\{(SHA|SSHA|MD5|CRYPT|bcrypt|PBKDF2)}.*");

    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 15;

    private PasswordHash() {}

    /**
     * Returns a password as it may stand in a setting.
     *
     * @throws IllegalArgumentException when it is a hash that cannot be verified
     */
    static String checked(String written) {
        Matcher bcrypt = BCRYPT.matcher(written);
        if (bcrypt.matches()) {
            int cost = Integer.parseInt(bcrypt.group(1));
            if (cost < LEAST_COST || cost > MOST_COST) {
                throw new IllegalArgumentException(
                        "the cost of the bcrypt hash is not from " + LEAST_COST + " to " + MOST_COST);
            }
        } else if (OTHER.matcher(written).matches()) {
            throw new IllegalArgumentException("is a hash of an unknown kind");
        }
        return written;
    }

    /** Returns whether it is a hash. */
    public static boolean isHash(String written) {
        return BCRYPT.matcher(written).matches();
    }

    /** Returns whether a password is the one that is kept. Slow when it is kept as a hash: that is the point of it. */
    public static boolean matches(String kept, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (!isHash(kept)) {
            return MessageDigest.isEqual(kept.getBytes(StandardCharsets.UTF_8), bytes);
        }
        return BCrypt.verifyer(BCrypt.Version.VERSION_2Y, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2Y))
                .verify(bytes, kept.getBytes(StandardCharsets.UTF_8))
                .verified;
    }

    /**
     * Returns the hash of a password.
     *
     * @throws IllegalArgumentException when it is empty, or longer than bcrypt can tell apart
     */
    public static String of(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > 72) {
            throw new IllegalArgumentException("a password has 1 to 72 bytes");
        }
        return new String(BCrypt.with(BCrypt.Version.VERSION_2Y).hash(COST, bytes), StandardCharsets.US_ASCII);
    }
}
