package io.vedette.config.settings;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which values of settings did not stand in their file, and which of them are secret by where they came from.
 *
 * @param elsewhere the keys whose values came through a placeholder from outside of the file, also by way of another key
 * @param secret the keys whose values came from a secret file, a vault, or a variable or key with the name of a secret
 */
public record Origins(Set<String> elsewhere, Set<String> secret) {

    /** Where every value stands in its file. */
    static final Origins OWN = new Origins(Set.of(), Set.of());

    /** Names of an operator's own keys that tell of a secret; wider than those whose values are hidden everywhere. */
    private static final Pattern TELLING =
            Pattern.compile("(?i).*(token|secret|passw|passphrase|pwd|credential|auth|dsn)"
                    + ".*|(.*[._-])?(pass|pin|api|private|access)?[._-]?key([._-].*)?|(?-i:.*[a-z]Key)");

    /** Variables whose values are hidden wherever they are used. */
    private static final Pattern SECRET_VARIABLE =
            Pattern.compile("(?i).*(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|DSN|CREDENTIAL).*");

    /** What such a name ends with when the secret stands elsewhere, or is none. */
    private static final Pattern NO_SECRET =
            Pattern.compile("(?i).*(URL|URI|FILE|PATH|DIR|HOST|PORT|USER|NAME|ID|HEADER|TTL|TYPE|INTERVAL|TIMEOUT)");

    public Origins {
        elsewhere = Set.copyOf(elsewhere);
        secret = Set.copyOf(secret);
    }

    /** Returns what either says of a key. */
    public Origins and(Origins other) {
        return new Origins(both(elsewhere, other.elsewhere), both(secret, other.secret));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        return Stream.of(one, other).flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Returns whether what a key stands for may be secret: it came from elsewhere, or is called like a secret. */
    public boolean mayBeSecret(String key) {
        return elsewhere.contains(key)
                || secret.contains(key)
                || Secrets.isSecretName(key)
                || !key.startsWith(SettingKey.PREFIX) && TELLING.matcher(key).matches();
    }

    /** Returns whether a key is called like a secret. */
    public static boolean isTelling(String key) {
        return Secrets.isSecretName(key)
                || !key.startsWith(SettingKey.PREFIX)
                        && TELLING.matcher(key).matches()
                        && !NO_SECRET.matcher(key).matches();
    }

    /** Returns whether the value of an environment variable is a secret, judged by its name. */
    public static boolean isSecretVariable(String name) {
        return SECRET_VARIABLE.matcher(name).matches()
                && !NO_SECRET.matcher(name).matches();
    }
}
