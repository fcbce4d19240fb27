package io.vedette.config;

import static io.vedette.config.SettingKey.Trait.NOT_YET;
import static io.vedette.config.SettingKey.Trait.SECRET;

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
    URLS("urls", SettingType.URLS, "", "Comma list of task URLs, each watched as a task check named after its URL."),
    DEBUG("debug", SettingType.FLAG, "false", "Watches dev-urls instead of urls, and logs each response."),
    DEV_URLS("dev-urls", SettingType.URLS, "", "Comma list of task URLs that are watched while debug is true."),
    DEBUG_NOW(
            "debug-now",
            SettingType.INSTANT,
            "",
            "The instant at which the clock stands, for trying rules with the check command; run takes it only with"
                    + " debug."),
    INTERVAL("interval", SettingType.POSITIVE_DURATION, "60s", "Time between two checks, unless a check has its own."),
    ERROR_INTERVAL(
            "error-interval",
            SettingType.DURATION,
            "480s",
            "Least time between two problem alerts of one check to one target."),
    TIMEOUT(
            "timeout",
            SettingType.POSITIVE_DURATION,
            "10s",
            "Longest time of a whole probe: connect, send, and read to the last byte."),
    ONLY_LOG("only-log", SettingType.FLAG, "false", "Nothing leaves the machine: alerts go to the log alone."),
    GREETING(
            "greeting",
            SettingType.MESSAGE,
            "",
            "When set, sent at start with the list of checks, and a farewell at stop."),

    SLACK_TOKEN("slack.token", SettingType.TEXT, "", "Slack's bot token (xoxb-...); needs slack.channel.", SECRET),
    SLACK_CHANNEL("slack.channel", SettingType.TEXT, "", "The Slack channel that is told; its id is safest."),
    SLACK_USER("slack.user", SettingType.TEXT, "", "The name under which messages appear in Slack."),
    SLACK_EMOJI("slack.emoji", SettingType.TEXT, "", "The emoji beside messages in Slack, such as :robot:."),
    SLACK_URL(
            "slack.url",
            SettingType.URL,
            "https://slack.com/api/chat.postMessage",
            "Where chat.postMessage is called; for a relay of your own."),
    SLACK_WEBHOOK_URL(
            "slack.webhook-url",
            SettingType.URL,
            "",
            "A Slack incoming webhook, instead of token and channel.",
            SECRET),

    SENTRY_DSN("sentry.dsn", SettingType.DSN, "", "The DSN of the Sentry project that is told.", SECRET),
    SENTRY_ENVIRONMENT("sentry.environment", SettingType.TEXT, "", "The environment that Sentry's events name."),
    SENTRY_RELEASE("sentry.release", SettingType.TEXT, "", "The release that Sentry's events name."),

    HIPCHAT_ROOM("hipchat.room", SettingType.TEXT, "", "The HipChat room that is told; needs hipchat.auth."),
    HIPCHAT_AUTH("hipchat.auth", SettingType.TEXT, "", "The token for that HipChat room.", SECRET),
    HIPCHAT_URL(
            "hipchat.url",
            SettingType.URL,
            "https://api.hipchat.com",
            "The address of a HipChat server or of a compatible one; Atlassian's own ended in 2019."),

    WEBHOOK_URL("webhook.url", SettingType.URL, "", "Gets the JSON of every alert by POST.", SECRET),

    AUTH_HEADER("auth.header", SettingType.HEADER, "Authorization", "The header in which checks send the token."),
    AUTH_TOKEN("auth.token", SettingType.TEXT, "", "A fixed token that checks send, instead of a login.", SECRET),
    AUTH_URL("auth.url", SettingType.URL, "", "The login that answers with an auth_token; needs username, password."),
    AUTH_USERNAME("auth.username", SettingType.TEXT, "", "The user for the login at auth.url."),
    AUTH_PASSWORD("auth.password", SettingType.TEXT, "", "The password for the login at auth.url.", SECRET),

    HTTP_HOST("http.host", SettingType.HOST, "127.0.0.1", "The address at which the status server listens."),
    HTTP_PORT("http.port", SettingType.PORT, "3002", "The port of the status server; 0 takes a free one."),
    HTTP_USERNAME("http.username", SettingType.TEXT, "", "When set, the status server asks for it; needs a password."),
    HTTP_PASSWORD("http.password", SettingType.TEXT, "", "The password that the status server asks for.", SECRET),
    HTTP_OPEN(
            "http.open",
            SettingType.FLAG,
            "false",
            "Allows the status server to listen beyond this machine without a password."),

    DATABASE_URL(
            "database.url",
            SettingType.DATABASE_URL,
            "jdbc:sqlite:data/vedette.db",
            "Where state, outbox and history are kept: a SQLite file or a PostgreSQL database."),
    DATABASE_USERNAME("database.username", SettingType.TEXT, "", "The user of the database."),
    DATABASE_PASSWORD("database.password", SettingType.TEXT, "", "The password of the database user.", SECRET),

    ROUTES("routes", SettingType.PATH, "routes", "The folder of checks and notify routes that operations edit."),
    GROUP_WINDOW(
            "group-window",
            SettingType.DURATION,
            "10s",
            "Changes within this time make one message per target; 0s turns grouping off."),
    SAMPLE("sample", SettingType.FLAG, "false", "The status server offers a sample task at /sample/task."),
    OUTBOX_MAX_AGE(
            "outbox.max-age",
            SettingType.POSITIVE_DURATION,
            "3d",
            "After this time an undeliverable alert is given up, and that is told."),
    CONNECTIVITY_CHECK(
            "connectivity-check",
            SettingType.URL_OR_HOST,
            "",
            "A URL or host whose failure means that this machine is cut off: alerts are held.",
            NOT_YET),
    HEARTBEAT_URL(
            "heartbeat.url",
            SettingType.URL,
            "",
            "Called every minute while all is well with Vedette itself.",
            SECRET,
            NOT_YET),
    PROBE_ALLOW(
            "probe.allow", SettingType.RANGES, "all", "Comma list of address ranges that checks may reach.", NOT_YET),
    PROBE_DENY(
            "probe.deny",
            SettingType.RANGES,
            "none",
            "Comma list of address ranges that checks may not reach, even if allowed.",
            NOT_YET);

    /** What all settings' keys start with. */
    public static final String PREFIX = "vedette.";

    /** What computed properties start with; they tell routes which targets are configured and cannot be set. */
    public static final String TARGET_PREFIX = "vedette.target.";

    private static final Map<String, SettingKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SettingKey::key, Function.identity()));

    /** What is special about a setting. */
    enum Trait {
        SECRET,
        NOT_YET
    }

    private final String key;
    private final SettingType type;
    private final String standard;
    private final String description;
    private final Set<Trait> traits;

    SettingKey(String name, SettingType type, String standard, String description, Trait... traits) {
        this.key = "vedette." + name;
        this.type = type;
        this.standard = standard;
        this.description = description;
        this.traits = traits.length == 0 ? Set.of() : EnumSet.copyOf(List.of(traits));
    }

    /** The key as it is written in the file: {@code vedette.error-interval}. */
    public String key() {
        return key;
    }

    /** The environment variable that stands over the file: {@code VEDETTE_ERROR_INTERVAL}. */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public SettingType type() {
        return type;
    }

    /** The default as it would be written in the file; empty when there is none. */
    public String standard() {
        return standard;
    }

    /** Whether the value must never be shown. */
    public boolean isSecret() {
        return traits.contains(SECRET);
    }

    /** Whether the setting is read and checked, but changes nothing in this version. */
    public boolean isNotYet() {
        return traits.contains(NOT_YET);
    }

    /** What it does, in one sentence. */
    public String description() {
        return description;
    }

    /** The setting of this key, exactly as written. */
    public static Optional<SettingKey> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** All keys, in the order of documentation. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(SettingKey::key).toList();
    }

    /** All environment variables, in the order of documentation. */
    public static List<String> variables() {
        return Arrays.stream(values()).map(SettingKey::variable).toList();
    }

    /** {@code , did you mean "vedette.http.port"?}: the valid key that is nearest to an unknown one. */
    static String hint(String unknown) {
        return hint(unknown, keys(), PREFIX, '.');
    }

    /** The same for environment variables. */
    static String variableHint(String unknown) {
        return hint(unknown, variables(), "VEDETTE_", '_');
    }

    private static String hint(String unknown, List<String> known, String prefix, char separator) {
        // Without what all have in common: its letters would make anything look alike.
        String rest = unknown.substring(prefix.length());
        List<String> names =
                known.stream().map(name -> name.substring(prefix.length())).toList();
        Optional<String> near = Nearest.to(rest, names);
        if (near.isPresent()) {
            return ", did you mean \"" + prefix + near.get() + "\"?";
        }
        String end = separator + rest.substring(rest.lastIndexOf(separator) + 1);
        List<String> sameEnd = names.stream().filter(name -> name.endsWith(end)).toList();
        return ", the nearest one is \"" + prefix + Nearest.of(rest, sameEnd.isEmpty() ? names : sameEnd) + '"';
    }
}
