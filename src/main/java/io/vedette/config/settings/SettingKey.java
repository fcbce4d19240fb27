package io.vedette.config.settings;

import static io.vedette.config.settings.SettingTrait.*;
import static io.vedette.config.values.SettingType.*;

import io.vedette.config.values.SettingType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every setting of {@code application.properties}: the one list from which reading, defaults, help and documentation
 * are made. A key that is not here and starts with {@code vedette.} is a mistake; other keys belong to Camel or to the
 * operator.
 */
public enum SettingKey {
    URLS("urls", SettingType.URLS, "", LIVE, ALONE),
    DEBUG("debug", FLAG, "false", LIVE),
    DEV_URLS("dev-urls", SettingType.URLS, "", LIVE, ALONE),
    DEBUG_NOW("debug-now", INSTANT, ""),
    INTERVAL("interval", POSITIVE_DURATION, "60s", LIVE),
    ERROR_INTERVAL("error-interval", DURATION, "480s", LIVE),
    TIMEOUT("timeout", POSITIVE_DURATION, "10s", LIVE),
    ONLY_LOG("only-log", FLAG, "false", LIVE),
    GREETING("greeting", MESSAGE, "", LIVE),

    SLACK_TOKEN("slack.token", SettingType.TEXT, "", SECRET, LIVE),
    SLACK_CHANNEL("slack.channel", SettingType.TEXT, "", LIVE),
    SLACK_USER("slack.user", SettingType.TEXT, "", LIVE),
    SLACK_EMOJI("slack.emoji", SettingType.TEXT, "", LIVE),
    SLACK_URL("slack.url", URL, "https://slack.com/api/chat.postMessage", LIVE),
    SLACK_WEBHOOK_URL("slack.webhook-url", URL, "", SECRET, LIVE),

    SENTRY_DSN("sentry.dsn", SettingType.DSN, "", SECRET, LIVE),
    SENTRY_ENVIRONMENT("sentry.environment", SettingType.TEXT, "", LIVE),
    SENTRY_RELEASE("sentry.release", SettingType.TEXT, "", LIVE),

    HIPCHAT_ROOM("hipchat.room", SettingType.TEXT, "", LIVE),
    HIPCHAT_AUTH("hipchat.auth", SettingType.TEXT, "", SECRET, LIVE),
    HIPCHAT_URL("hipchat.url", URL, "https://api.hipchat.com", LIVE),

    WEBHOOK_URL("webhook.url", URL, "", SECRET, LIVE),

    EMAIL_TO("email.to", TEXT, "", LIVE),
    EMAIL_FROM("email.from", TEXT, "", LIVE),
    EMAIL_SERVER("email.server", TEXT, "", LIVE),
    EMAIL_USERNAME("email.username", TEXT, "", LIVE),
    EMAIL_PASSWORD("email.password", TEXT, "", SECRET, LIVE),

    AUTH_HEADER("auth.header", HEADER, "Authorization", LIVE),
    AUTH_TOKEN("auth.token", TEXT, "", SECRET, LIVE),
    AUTH_URL("auth.url", URL, "", LIVE),
    AUTH_USERNAME("auth.username", TEXT, "", LIVE),
    AUTH_PASSWORD("auth.password", TEXT, "", SECRET, LIVE),

    HTTP_PATH("http.path", URL_PATH, "", IN_HOST),
    HTTP_HOST("http.host", HOST, "127.0.0.1", ALONE),
    HTTP_BASE_URL("http.base-url", SettingType.URL, "", LIVE),
    HTTP_PORT("http.port", PORT, "3002", ALONE),
    HTTP_USERNAME("http.username", TEXT, ""),
    HTTP_PASSWORD("http.password", PASSWORD, "", SECRET),
    HTTP_TOKENS("http.tokens", TOKENS, "", SECRET),
    HTTP_USERS("http.users", USERS, "", SECRET),
    HTTP_USER_HEADER("http.user-header", HEADER, ""),
    HTTP_ROLE_HEADER("http.role-header", HEADER, ""),
    HTTP_SESSION("http.session", POSITIVE_DURATION, "12h"),
    HTTP_OIDC_ISSUER("http.oidc.issuer", SettingType.URL, ""),
    HTTP_OIDC_CLIENT_ID("http.oidc.client-id", TEXT, ""),
    HTTP_OIDC_CLIENT_SECRET("http.oidc.client-secret", TEXT, "", SECRET),
    HTTP_OIDC_SCOPES("http.oidc.scopes", TEXT, "openid profile email"),
    HTTP_OIDC_USER_CLAIM("http.oidc.user-claim", TEXT, "preferred_username"),
    HTTP_OIDC_OPERATOR_CLAIM("http.oidc.operator-claim", TEXT, ""),
    HTTP_OIDC_OPERATORS("http.oidc.operators", TEXT, ""),
    HTTP_OIDC_VIEWERS("http.oidc.viewers", TEXT, ""),
    HTTP_OPEN("http.open", FLAG, "false"),
    HTTP_ALLOWED_HOSTS("http.allowed-hosts", HOSTS, ""),
    HTTP_TRUSTED_PROXIES("http.trusted-proxies", RANGES, "none"),
    HTTP_RATE_LIMIT("http.rate-limit", WHOLE_NUMBER, "6000"),
    HTTP_EDIT("http.edit", FLAG, "false", LIVE),
    HTTP_TLS_CERTIFICATE("http.tls.certificate", PATH, "", ALONE),
    HTTP_TLS_KEY("http.tls.key", PATH, "", ALONE),
    HTTP_TLS_KEYSTORE("http.tls.keystore", PATH, "", ALONE),
    HTTP_TLS_KEYSTORE_PASSWORD("http.tls.keystore-password", TEXT, "", SECRET, ALONE),

    DATABASE_URL("database.url", SettingType.DATABASE_URL, "jdbc:sqlite:data/vedette.db"),
    DATABASE_DATASOURCE("database.datasource", TEXT, "", IN_HOST),
    DATABASE_USERNAME("database.username", TEXT, ""),
    DATABASE_PASSWORD("database.password", TEXT, "", SECRET),

    CLUSTER("cluster", FLAG, "false"),
    CLUSTER_NAME("cluster.name", SettingType.NAME, "vedette"),
    CLUSTER_NODE("cluster.node", SettingType.NAME, ""),
    CLUSTER_DISCOVERY("cluster.discovery", SettingType.DISCOVERY, "database"),
    CLUSTER_BIND("cluster.bind", HOST, ""),
    CLUSTER_PORT("cluster.port", PORT, "7800"),
    CLUSTER_SECRET("cluster.secret", SettingType.PASSPHRASE, "", SECRET),

    ROUTES("routes", PATH, "routes", ALONE),
    TEMPLATES("templates", SettingType.TEXT, ""),
    GROUP_WINDOW("group-window", DURATION, "10s", LIVE),
    TIME_ZONE("time-zone", SettingType.TIME_ZONE, "UTC", LIVE),
    PRIORITY_TAGS("priority-tags", TEXT, "", LIVE),
    SAMPLE("sample", FLAG, "false", LIVE),
    STATUS_PAGE("status-page", FLAG, "false"),
    STATUS_PAGE_TITLE("status-page.title", TEXT, "Status", LIVE),
    STATUS_PAGE_LINK("status-page.link", SettingType.URL, "", LIVE),
    STATUS_PAGE_LOGO("status-page.logo", PATH, "", LIVE),
    STATUS_PAGE_FOOTER("status-page.footer", TEXT, "", LIVE),
    STATUS_PAGE_COLOUR("status-page.colour", COLOURS, "", LIVE),
    STATUS_PAGE_STYLE("status-page.style", PATH, "", LIVE),
    STATUS_PAGE_LANGUAGE("status-page.language", LANGUAGE, "en", LIVE),
    STATUS_PAGE_PAGES("status-page.pages", TEXT, "", LIVE),
    OUTBOX_MAX_AGE("outbox.max-age", POSITIVE_DURATION, "3d"),
    HISTORY_RESULTS("history.results", COUNT, "100"),
    HISTORY_RETENTION("history.retention", POSITIVE_DURATION, "90d"),
    HISTORY_INCIDENTS("history.incidents", POSITIVE_DURATION, "365d"),
    CONNECTIVITY_CHECK("connectivity-check", URL_OR_HOST, ""),
    HEARTBEAT_URL("heartbeat.url", URL, "", SECRET, LIVE),
    PROXY("proxy", SettingType.PROXY, ""),
    NO_PROXY("no-proxy", SettingType.NO_PROXY, ""),
    PROBE_ALLOW("probe.allow", RANGES, "all"),
    PROBE_DENY("probe.deny", RANGES, "none"),
    PROBE_TRUST("probe.trust", PATH, "");

    /** What all settings' keys start with. */
    public static final String PREFIX = "vedette.";

    /** What computed properties start with; they tell routes which targets are configured and cannot be set. */
    public static final String TARGET_PREFIX = "vedette.target.";

    private static final Map<String, SettingKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SettingKey::key, Function.identity()));

    private final String key;
    private final SettingType type;
    private final String standard;
    private final Set<SettingTrait> traits;

    SettingKey(String name, SettingType type, String standard, SettingTrait... traits) {
        this.key = "vedette." + name;
        this.type = type;
        this.standard = standard;
        this.traits = traits.length == 0 ? Set.of() : EnumSet.copyOf(List.of(traits));
    }

    /** Returns the key as it is written in the file: {@code vedette.error-interval}. */
    public String key() {
        return key;
    }

    /** Returns the environment variable that stands over the file: {@code VEDETTE_ERROR_INTERVAL}. */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Returns how its value is read. */
    public SettingType type() {
        return type;
    }

    /** Returns the default as it would be written in the file; empty when there is none. */
    public String standard() {
        return standard;
    }

    /** Returns whether the value must never be shown. */
    public boolean isSecret() {
        return traits.contains(SECRET);
    }

    /** Returns whether a change counts from the next reload on; otherwise it needs a restart. */
    public boolean isLive() {
        return traits.contains(LIVE);
    }

    /** Returns whether it has a meaning only inside an application. */
    public boolean isForHosts() {
        return traits.contains(IN_HOST);
    }

    /** Returns whether it has a meaning only where Vedette runs as a process of its own. */
    public boolean isForOwnProcess() {
        return traits.contains(ALONE);
    }

    /** Returns what it does, in one sentence of {@code descriptions.properties} beside this class. */
    public String description() {
        return ResourceBundle.getBundle(SettingKey.class.getPackageName() + ".descriptions", Locale.ROOT)
                .getString(key);
    }

    /** Returns the setting of this key, exactly as written. */
    public static Optional<SettingKey> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** Returns all keys, in the order of documentation. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(SettingKey::key).toList();
    }

    /** Returns all environment variables, in the order of documentation. */
    public static List<String> variables() {
        return Arrays.stream(values()).map(SettingKey::variable).toList();
    }
}
