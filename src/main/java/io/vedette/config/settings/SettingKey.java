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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every setting of {@code application.properties}: the one list from which reading, defaults, help and documentation
 * are made. A key that is not here and starts with {@code vedette.} is a mistake; other keys belong to Camel or to the
 * operator.
 */
public enum SettingKey {
    URLS(
            "urls",
            SettingType.URLS,
            "",
            "Comma list of task URLs, each watched as a task check named after its URL.",
            LIVE,
            ALONE),
    DEBUG("debug", FLAG, "false", "Watches dev-urls instead of urls, and logs each response.", LIVE),
    DEV_URLS("dev-urls", SettingType.URLS, "", "Comma list of task URLs, watched while debug is true.", LIVE, ALONE),
    DEBUG_NOW(
            "debug-now",
            INSTANT,
            "",
            "The fixed time of the clock, for trying rules with the check command; run accepts it only with"
                    + " debug."),
    INTERVAL("interval", POSITIVE_DURATION, "60s", "Time between two checks, unless a check has its own.", LIVE),
    ERROR_INTERVAL(
            "error-interval",
            DURATION,
            "480s",
            "Shortest time between two problem alerts of one check to one target.",
            LIVE),
    TIMEOUT(
            "timeout",
            POSITIVE_DURATION,
            "10s",
            "Longest time of a whole probe: connect, send, and read to the last byte.",
            LIVE),
    ONLY_LOG("only-log", FLAG, "false", "Nothing leaves the machine: alerts go only to the log.", LIVE),
    GREETING("greeting", MESSAGE, "", "When set, sent at start with the list of checks, and a farewell at stop.", LIVE),

    SLACK_TOKEN(
            "slack.token", SettingType.TEXT, "", "Slack's bot token (xoxb-...); needs slack.channel.", SECRET, LIVE),
    SLACK_CHANNEL("slack.channel", SettingType.TEXT, "", "The Slack channel to notify; its id is safest.", LIVE),
    SLACK_USER("slack.user", SettingType.TEXT, "", "The name under which messages appear in Slack.", LIVE),
    SLACK_EMOJI("slack.emoji", SettingType.TEXT, "", "The emoji beside messages in Slack, such as :robot:.", LIVE),
    SLACK_URL(
            "slack.url",
            URL,
            "https://slack.com/api/chat.postMessage",
            "Where chat.postMessage is called; for a relay of your own.",
            LIVE),
    SLACK_WEBHOOK_URL(
            "slack.webhook-url", URL, "", "A Slack incoming webhook, instead of token and channel.", SECRET, LIVE),

    SENTRY_DSN("sentry.dsn", SettingType.DSN, "", "The DSN of the Sentry project to notify.", SECRET, LIVE),
    SENTRY_ENVIRONMENT("sentry.environment", SettingType.TEXT, "", "The environment that Sentry's events name.", LIVE),
    SENTRY_RELEASE("sentry.release", SettingType.TEXT, "", "The release that Sentry's events name.", LIVE),

    HIPCHAT_ROOM("hipchat.room", SettingType.TEXT, "", "The HipChat room to notify; needs hipchat.auth.", LIVE),
    HIPCHAT_AUTH("hipchat.auth", SettingType.TEXT, "", "The token for that HipChat room.", SECRET, LIVE),
    HIPCHAT_URL(
            "hipchat.url",
            URL,
            "https://api.hipchat.com",
            "The address of a HipChat server or of a compatible one; Atlassian's own ended in 2019.",
            LIVE),

    WEBHOOK_URL("webhook.url", URL, "", "An address that gets the JSON of every alert by POST.", SECRET, LIVE),

    EMAIL_TO("email.to", TEXT, "", "Comma list of the addresses that get mails; needs email.from, email.server.", LIVE),
    EMAIL_FROM("email.from", TEXT, "", "The address that mails are from.", LIVE),
    EMAIL_SERVER(
            "email.server",
            TEXT,
            "",
            "The mail server, smtp://HOST:PORT (587, with STARTTLS) or smtps://HOST:PORT (465).",
            LIVE),
    EMAIL_USERNAME("email.username", TEXT, "", "The user for the login at email.server.", LIVE),
    EMAIL_PASSWORD("email.password", TEXT, "", "The password for the login at email.server.", SECRET, LIVE),

    AUTH_HEADER("auth.header", HEADER, "Authorization", "The header in which checks send the token.", LIVE),
    AUTH_TOKEN("auth.token", TEXT, "", "A fixed token that checks send, instead of a login.", SECRET, LIVE),
    AUTH_URL("auth.url", URL, "", "The login that answers with an auth_token; needs username, password.", LIVE),
    AUTH_USERNAME("auth.username", TEXT, "", "The user for the login at auth.url.", LIVE),
    AUTH_PASSWORD("auth.password", TEXT, "", "The password for the login at auth.url.", SECRET, LIVE),

    HTTP_PATH(
            "http.path",
            URL_PATH,
            "",
            "In an application only: the path of its own server at which dashboard and API are.",
            IN_HOST),
    HTTP_HOST("http.host", HOST, "127.0.0.1", "The address at which the status server listens.", ALONE),
    HTTP_BASE_URL(
            "http.base-url",
            SettingType.URL,
            "",
            "The address under which people reach the dashboard, a sub-path included; links in alerts begin with it.",
            LIVE),
    HTTP_PORT("http.port", PORT, "3002", "The port of the status server; 0 takes a free one.", ALONE),
    HTTP_USERNAME("http.username", TEXT, "", "When set, the status server asks for it; needs a password."),
    HTTP_PASSWORD(
            "http.password",
            PASSWORD,
            "",
            "The password that the status server asks for, plain or as a bcrypt hash.",
            SECRET),
    HTTP_TOKENS(
            "http.tokens",
            TOKENS,
            "",
            "Comma list of name:token, name:read:token or name:heartbeat:token for programs.",
            SECRET),
    HTTP_OPEN("http.open", FLAG, "false", "Allows other machines to use the status server without a password."),
    HTTP_ALLOWED_HOSTS(
            "http.allowed-hosts",
            HOSTS,
            "",
            "Comma list of further host names under which the status server is called."),
    HTTP_TRUSTED_PROXIES(
            "http.trusted-proxies",
            RANGES,
            "none",
            "Comma list of address ranges of proxies whose X-Forwarded-For is trusted."),
    HTTP_RATE_LIMIT(
            "http.rate-limit",
            WHOLE_NUMBER,
            "6000",
            "Requests a minute that the status server accepts from one client; 0 means no limit."),
    HTTP_TLS_CERTIFICATE(
            "http.tls.certificate", PATH, "", "PEM file of the status server's certificate and its issuers.", ALONE),
    HTTP_TLS_KEY("http.tls.key", PATH, "", "PEM file of the private key to that certificate.", ALONE),
    HTTP_TLS_KEYSTORE(
            "http.tls.keystore", PATH, "", "PKCS#12 file of certificate and key, instead of PEM files.", ALONE),
    HTTP_TLS_KEYSTORE_PASSWORD(
            "http.tls.keystore-password", TEXT, "", "The password of that PKCS#12 file.", SECRET, ALONE),

    DATABASE_URL(
            "database.url",
            SettingType.DATABASE_URL,
            "jdbc:sqlite:data/vedette.db",
            "Where state, outbox and history are kept: a SQLite file or a PostgreSQL database."),
    DATABASE_DATASOURCE(
            "database.datasource",
            TEXT,
            "",
            "In an application only: the name of its DataSource that is used instead of database.url.",
            IN_HOST),
    DATABASE_USERNAME("database.username", TEXT, "", "The user of the database."),
    DATABASE_PASSWORD("database.password", TEXT, "", "The password of the database user.", SECRET),

    ROUTES("routes", PATH, "routes", "The folder of checks and notify routes that operations edit.", ALONE),
    TEMPLATES(
            "templates",
            SettingType.TEXT,
            "",
            "Comma list of templates that an application has under their own names, such as task,http; a server has"
                    + " all."),
    GROUP_WINDOW(
            "group-window",
            DURATION,
            "10s",
            "Changes within this time make one message per target; 0s turns grouping off.",
            LIVE),
    TIME_ZONE(
            "time-zone",
            SettingType.TIME_ZONE,
            "UTC",
            "The time zone of the times in messages, such as Europe/Zurich.",
            LIVE),
    SAMPLE(
            "sample",
            FLAG,
            "false",
            "A sample task at /sample/task; while false, the check of it that the shipped routes hold is left out.",
            LIVE),
    STATUS_PAGE(
            "status-page",
            FLAG,
            "false",
            "Shows checks that have public=true at /status to anybody, without a password."),
    OUTBOX_MAX_AGE(
            "outbox.max-age",
            POSITIVE_DURATION,
            "3d",
            "After this time an undeliverable alert is given up, and the other targets are notified of that."),
    HISTORY_RESULTS(
            "history.results", COUNT, "100", "How many of the latest results of each check are kept one by one."),
    HISTORY_RETENTION(
            "history.retention",
            POSITIVE_DURATION,
            "90d",
            "How long uptime is kept, and the history of a check that was removed from the configuration."),
    HISTORY_INCIDENTS("history.incidents", POSITIVE_DURATION, "365d", "How long ended incidents are kept."),
    CONNECTIVITY_CHECK(
            "connectivity-check",
            URL_OR_HOST,
            "",
            "A URL or host whose failure means that this machine is cut off: problems are held back."),
    HEARTBEAT_URL(
            "heartbeat.url",
            URL,
            "",
            "A URL that is called every minute while Vedette itself is healthy.",
            SECRET,
            LIVE),
    PROBE_ALLOW("probe.allow", RANGES, "all", "Comma list of address ranges that checks may reach."),
    PROBE_DENY(
            "probe.deny", RANGES, "none", "Comma list of address ranges that checks may not reach, even if allowed."),
    PROBE_TRUST(
            "probe.trust",
            PATH,
            "",
            "A PEM file of certificate authorities that checks trust in addition to those of this Java.");

    /** What all settings' keys start with. */
    public static final String PREFIX = "vedette.";

    /** What computed properties start with; they tell routes which targets are configured and cannot be set. */
    public static final String TARGET_PREFIX = "vedette.target.";

    private static final Map<String, SettingKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SettingKey::key, Function.identity()));

    private final String key;
    private final SettingType type;
    private final String standard;
    private final String description;
    private final Set<SettingTrait> traits;

    SettingKey(String name, SettingType type, String standard, String description, SettingTrait... traits) {
        this.key = "vedette." + name;
        this.type = type;
        this.standard = standard;
        this.description = description;
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

    /** Returns what it does, in one sentence. */
    public String description() {
        return description;
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
