package io.vedette.config.settings;

import static io.vedette.config.settings.SettingKey.*;

import io.vedette.config.values.AccessToken;
import io.vedette.config.values.LocalUser;
import io.vedette.config.values.NoProxy;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.config.values.Proxies;
import io.vedette.config.values.ProxyAddress;
import io.vedette.config.values.TrustFile;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives every setting its type. A value that cannot be read is a problem, and the default stands in for it. */
final class SettingsReader {

    private static final String SQLITE = "jdbc:sqlite:";

    private final Map<String, RawSetting> given;
    private final Map<String, String> texts;
    private final Path baseDir;
    private final Secrets secrets;
    private final Origins origins;
    private final ProxyVariables proxyVariables;
    private final Map<SettingKey, Object> values = new EnumMap<>(SettingKey.class);
    private final Map<String, String> properties = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private List<X509Certificate> trust = List.of();

    /**
     * @param given where each value was given
     * @param texts the values, placeholders filled in
     * @param baseDir where relative paths start
     * @param secrets what no problem may show
     * @param origins where the texts came from
     * @param proxyVariables what counts where no setting names a proxy
     */
    SettingsReader(
            Map<String, RawSetting> given,
            Map<String, String> texts,
            Path baseDir,
            Secrets secrets,
            Origins origins,
            ProxyVariables proxyVariables) {
        this.given = given;
        this.texts = texts;
        this.baseDir = baseDir;
        this.secrets = secrets;
        this.origins = origins;
        this.proxyVariables = proxyVariables;
    }

    List<Problem> problems() {
        return problems;
    }

    Settings read() {
        properties.putAll(texts);
        for (SettingKey key : SettingKey.values()) {
            read(key);
        }
        Path routes = baseDir.resolve(value(ROUTES, Path.class)).normalize();
        String database = absolute(value(DATABASE_URL, String.class));
        properties.put(ROUTES.key(), routes.toString());
        properties.put(DATABASE_URL.key(), database);
        trust = trust();
        TargetSettings.configured(properties, flag(ONLY_LOG))
                .forEach((name, on) -> properties.put(TARGET_PREFIX + name, on.toString()));
        return settings(routes, database);
    }

    private Settings settings(Path routes, String database) {
        return new Settings(
                baseDir,
                uris(URLS),
                flag(DEBUG),
                uris(DEV_URLS),
                optional(DEBUG_NOW, Instant.class),
                duration(INTERVAL),
                duration(ERROR_INTERVAL),
                duration(TIMEOUT),
                flag(ONLY_LOG),
                text(GREETING),
                new Settings.Auth(
                        value(AUTH_HEADER, String.class),
                        text(AUTH_TOKEN),
                        optional(AUTH_URL, URI.class),
                        text(AUTH_USERNAME),
                        text(AUTH_PASSWORD)),
                new HttpSettings(
                        value(HTTP_HOST, String.class),
                        value(HTTP_PORT, Integer.class),
                        text(HTTP_USERNAME),
                        text(HTTP_PASSWORD),
                        flag(HTTP_OPEN),
                        items(HTTP_TOKENS, AccessToken.class),
                        strings(HTTP_ALLOWED_HOSTS),
                        strings(HTTP_TRUSTED_PROXIES),
                        value(HTTP_RATE_LIMIT, Integer.class),
                        new HttpSettings.Tls(
                                file(HTTP_TLS_CERTIFICATE),
                                file(HTTP_TLS_KEY),
                                file(HTTP_TLS_KEYSTORE),
                                text(HTTP_TLS_KEYSTORE_PASSWORD)),
                        new HttpSettings.People(
                                items(HTTP_USERS, LocalUser.class),
                                text(HTTP_USER_HEADER),
                                text(HTTP_ROLE_HEADER),
                                duration(HTTP_SESSION),
                                oidc())),
                new Settings.Database(database, text(DATABASE_USERNAME), text(DATABASE_PASSWORD)),
                routes,
                duration(GROUP_WINDOW),
                flag(SAMPLE),
                flag(STATUS_PAGE),
                new Settings.Outbox(duration(OUTBOX_MAX_AGE)),
                new Settings.History(
                        value(HISTORY_RESULTS, Integer.class),
                        duration(HISTORY_RETENTION),
                        duration(HISTORY_INCIDENTS)),
                text(CONNECTIVITY_CHECK),
                new Settings.Heartbeat(optional(HEARTBEAT_URL, URI.class)),
                new Settings.ProbeRanges(strings(PROBE_ALLOW), strings(PROBE_DENY), trust),
                proxies(),
                properties,
                secrets.given(),
                origins);
    }

    /** What is missing beside the issuer is a problem that others find. */
    private Optional<OidcSettings> oidc() {
        return optional(HTTP_OIDC_ISSUER, URI.class)
                .map(issuer -> new OidcSettings(
                        issuer,
                        text(HTTP_OIDC_CLIENT_ID).orElse(""),
                        text(HTTP_OIDC_CLIENT_SECRET),
                        value(HTTP_OIDC_SCOPES, String.class),
                        value(HTTP_OIDC_USER_CLAIM, String.class),
                        text(HTTP_OIDC_OPERATOR_CLAIM),
                        Set.copyOf(Parameters.items(text(HTTP_OIDC_OPERATORS).orElse(""))),
                        Set.copyOf(Parameters.items(text(HTTP_OIDC_VIEWERS).orElse("")))));
    }

    private void read(SettingKey key) {
        String text = texts.getOrDefault(key.key(), "");
        if (!text.isEmpty()) {
            try {
                values.put(key, key.type().parse(text));
                properties.put(key.key(), key.type().canonical(text));
                return;
            } catch (IllegalArgumentException e) {
                problems.add(given.get(key.key()).error(complaint(key, e)));
            }
        }
        if (!key.standard().isEmpty()) {
            values.put(key, key.type().parse(key.standard()));
            if (text.isEmpty() && texts.containsKey(key.key())) {
                problems.add(given.get(key.key()).warning("is empty: " + key.standard() + " applies"));
            }
        }
        properties.put(key.key(), key.standard());
    }

    private String complaint(SettingKey key, IllegalArgumentException complaint) {
        if (key.isSecret()) {
            return "is not " + key.type().expected() + " (the value is secret and not shown)";
        }
        return Braces.first(given.get(key.key()).value())
                .map(placeholder ->
                        "is not " + key.type().expected() + " (what " + placeholder + " stands for is not shown)")
                .orElseGet(() -> secrets.mask(complaint.getMessage()));
    }

    private Proxies proxies() {
        return proxyVariables.under(optional(PROXY, ProxyAddress.class), optional(NO_PROXY, NoProxy.class));
    }

    /** The authorities of the file that is named, which is read once: an unreadable one must stop the start. */
    private List<X509Certificate> trust() {
        Optional<Path> file = optional(PROBE_TRUST, Path.class)
                .map(named -> baseDir.resolve(named).normalize());
        file.ifPresent(path -> properties.put(PROBE_TRUST.key(), path.toString()));
        try {
            return file.map(TrustFile::read).orElse(List.of());
        } catch (IllegalArgumentException e) {
            RawSetting named = given.get(PROBE_TRUST.key());
            String message = Braces.unseen(e.getMessage(), named.value(), texts.get(PROBE_TRUST.key()));
            problems.add(named.error(secrets.mask(message)));
            return List.of();
        }
    }

    /** A SQLite file's relative path starts from the folder of the configuration, not from the working directory. */
    private String absolute(String databaseUrl) {
        String file = databaseUrl.startsWith(SQLITE) ? databaseUrl.substring(SQLITE.length()) : "";
        if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:")) {
            return databaseUrl;
        }
        int options = file.indexOf('?') < 0 ? file.length() : file.indexOf('?');
        return SQLITE + baseDir.resolve(file.substring(0, options)).normalize() + file.substring(options);
    }

    private <T> T value(SettingKey key, Class<T> type) {
        return type.cast(values.get(key));
    }

    private <T> Optional<T> optional(SettingKey key, Class<T> type) {
        return Optional.ofNullable(value(key, type));
    }

    private Optional<String> text(SettingKey key) {
        return optional(key, String.class);
    }

    private Optional<Path> file(SettingKey key) {
        return optional(key, Path.class).map(path -> baseDir.resolve(path).normalize());
    }

    private boolean flag(SettingKey key) {
        return value(key, Boolean.class);
    }

    private Duration duration(SettingKey key) {
        return value(key, Duration.class);
    }

    private List<URI> uris(SettingKey key) {
        return items(key, URI.class);
    }

    private List<String> strings(SettingKey key) {
        return items(key, String.class);
    }

    private <T> List<T> items(SettingKey key, Class<T> type) {
        List<?> items = optional(key, List.class).orElse(List.of());
        return items.stream().map(type::cast).toList();
    }
}
