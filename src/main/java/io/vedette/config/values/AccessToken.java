package io.vedette.config.values;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token that programs show to the status server. Written {@code name:token}, or {@code name:read:token} and
 * {@code name:heartbeat:token} for one that may do less; the token itself plain, or as {@code sha256:} with 64 hexadecimal
 * digits. Only the hash is kept.
 *
 * @param name tells tokens apart; may be shown
 * @param scope what it opens
 * @param hash the SHA-256 of the token
 */
public record AccessToken(String name, Scope scope, byte[] hash) {

    private static final String SHA256 = "sha256:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    /** What may stand after {@code Bearer} (RFC 6750, 2.1), long enough that nobody guesses it. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,512}={0,2}");

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    /** What a token opens. */
    public enum Scope {
        /** Looking only. */
        READ,
        /** Heartbeats only: what a watched job needs. */
        HEARTBEAT,
        /** All. */
        FULL
    }

    /** Reads a comma list. */
    static List<AccessToken> list(String commaList) {
        List<AccessToken> tokens = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String item : Parameters.items(commaList)) {
            AccessToken token = parse(item);
            if (!names.add(token.name())) {
                throw new IllegalArgumentException("two tokens are named \"" + token.name() + "\"");
            }
            tokens.add(token);
        }
        return List.copyOf(tokens);
    }

    /** The tokens of a list as they are written, without names; what looks like none is left whole. */
    public static List<String> secrets(String commaList) {
        return Parameters.items(commaList).stream()
                .map(item -> item.substring(item.lastIndexOf(':') + 1))
                .toList();
    }

    private static AccessToken parse(String item) {
        String[] parts = item.split(":", 2);
        if (parts.length < 2 || !NAME.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException("a token is written name:token");
        }
        for (Scope scope : Scope.values()) {
            String prefix = scope.name().toLowerCase(Locale.ROOT) + ":";
            if (parts[1].startsWith(prefix)) {
                return new AccessToken(parts[0], scope, hash(parts[1].substring(prefix.length())));
            }
        }
        return new AccessToken(parts[0], Scope.FULL, hash(parts[1]));
    }

    private static byte[] hash(String written) {
        if (written.startsWith(SHA256)) {
            String digits = written.substring(SHA256.length());
            if (!HASH.matcher(digits).matches()) {
                throw new IllegalArgumentException("sha256: is followed by 64 hexadecimal digits");
            }
            return HexFormat.of().parseHex(digits.toLowerCase(Locale.ROOT));
        }
        if (!TOKEN.matcher(written).matches()) {
            throw new IllegalArgumentException("a token is at least 16 letters, digits or . _ ~ + / -");
        }
        return Sha256.of(written);
    }

    /** Whether it is this token; takes equally long for every wrong one. */
    public boolean isShownBy(byte[] sha256) {
        return MessageDigest.isEqual(hash, sha256);
    }

    @Override
    public String toString() {
        return "AccessToken[" + name + ", " + scope + "]";
    }
}
