package io.vedette.config.settings;

import io.vedette.config.values.AccessToken;
import io.vedette.config.values.LocalUser;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.SettingType;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The secrets that settings hold: whole values, and the parts by which a value is known where it is used. */
final class SecretValues {

    /** Shorter paths, such as {@code /hook}, stand in too many harmless texts. */
    private static final int SHORTEST_PATH = 12;

    private SecretValues() {}

    static Collection<String> of(Map<String, String> texts) {
        List<String> secrets = new ArrayList<>();
        texts.forEach((key, text) -> {
            if (Secrets.isSecretName(key)) {
                secrets.add(text);
                secrets.addAll(parts(key, text));
            }
            List<String> urls = typeOf(key) == SettingType.URLS ? Parameters.items(text) : List.of(text);
            urls.forEach(url -> secrets.addAll(GivenSecrets.inUrl(url)));
        });
        return secrets;
    }

    private static List<String> parts(String key, String text) {
        return switch (typeOf(key)) {
            case DSN -> keys(text);
            case URL -> path(text);
            case TOKENS -> AccessToken.secrets(text);
            case USERS -> LocalUser.secrets(text);
            default -> List.of();
        };
    }

    private static SettingType typeOf(String key) {
        return SettingKey.of(key).map(SettingKey::type).orElse(SettingType.TEXT);
    }

    /** A DSN's public key and secret: Sentry's client sends them apart from the rest. */
    private static List<String> keys(String dsn) {
        int start = dsn.indexOf("://") + "://".length();
        int end = dsn.indexOf('@');
        return end > start ? List.of(dsn.substring(start, end).split(":")) : List.of();
    }

    /** The path of a webhook is what must not be known; HTTP clients log it apart from the host. */
    private static List<String> path(String url) {
        URI uri;
        try {
            uri = Parameters.httpUrl(url);
        } catch (IllegalArgumentException e) {
            // Not a URL: the whole value is hidden, and the reader reports it.
            return List.of();
        }
        String path = uri.getRawPath();
        return path.length() < SHORTEST_PATH ? List.of() : List.of(path);
    }
}
