package io.vedette.config.settings;

import io.vedette.config.values.Authority;
import io.vedette.config.values.MaskedUrl;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code application.properties} and the environment say, read and typed. Each value is found where its key says:
 * {@code vedette.slack.token} is {@code settings.slack().token()}. {@link SettingKey} tells meaning and default of each.
 *
 * @param baseDir the folder of the configuration, absolute; where relative paths start
 * @param urls the task URLs
 * @param debug whether {@code devUrls} are watched instead, and responses logged
 * @param devUrls the task URLs of debugging
 * @param debugNow where the clock stands, for trying rules
 * @param interval the time between two checks
 * @param errorInterval the least time between two problem alerts
 * @param timeout the longest time of a probe
 * @param onlyLog whether alerts go to the log alone
 * @param greeting what is sent at start
 * @param slack the target slack
 * @param sentry the target sentry
 * @param hipchat the target hipchat
 * @param webhook the target webhook
 * @param auth the token that checks send
 * @param http the status server
 * @param database where things are kept
 * @param routes the folder of checks and notify routes, absolute
 * @param groupWindow how long changes are gathered for one message
 * @param sample whether the sample task is offered
 * @param statusPage whether published checks are shown to anybody at /status
 * @param outbox the waiting alerts
 * @param history what is kept of the past
 * @param connectivityCheck a URL or host that tells whether this machine is cut off
 * @param heartbeat the call that tells that Vedette lives
 * @param probe what checks may reach
 * @param properties every setting by key, defaults filled in and empty when there is none, which targets are configured
 *     ({@code vedette.target.slack}), and the other keys of the file: what placeholders in routes may name. Secrets are in
 *     it in plain text
 * @param secrets all values that must never be shown
 * @param origins which values came from elsewhere
 */
public record Settings(
        Path baseDir,
        List<URI> urls,
        boolean debug,
        List<URI> devUrls,
        Optional<Instant> debugNow,
        Duration interval,
        Duration errorInterval,
        Duration timeout,
        boolean onlyLog,
        Optional<String> greeting,
        Slack slack,
        Sentry sentry,
        HipChat hipchat,
        Webhook webhook,
        Auth auth,
        HttpSettings http,
        Database database,
        Path routes,
        Duration groupWindow,
        boolean sample,
        boolean statusPage,
        Outbox outbox,
        History history,
        Optional<String> connectivityCheck,
        Heartbeat heartbeat,
        ProbeRanges probe,
        Map<String, String> properties,
        List<String> secrets,
        Origins origins) {

    public Settings {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        secrets = List.copyOf(secrets);
    }

    /** Returns the task URLs that are watched: {@code urls}, or {@code devUrls} while debugging. */
    public List<URI> monitoredUrls() {
        return debug ? devUrls : urls;
    }

    /** Returns the targets that Vedette knows, the log first, and whether alerts go there; with {@code only-log} none else does. */
    public Map<String, Boolean> targets() {
        Map<String, Boolean> targets = new LinkedHashMap<>();
        targets.put("log", true);
        targets.put("slack", !onlyLog && slack.isConfigured());
        targets.put("sentry", !onlyLog && sentry.isConfigured());
        targets.put("hipchat", !onlyLog && hipchat.isConfigured());
        targets.put("webhook", !onlyLog && webhook.isConfigured());
        return targets;
    }

    /** Names where it was read, and nothing that may be secret. */
    @Override
    public String toString() {
        return "Settings[baseDir=" + baseDir + ", targets=" + targets() + "]";
    }

    /**
     * Slack, through a bot token or an incoming webhook; the token is used when both are given.
     *
     * @param token the bot token
     * @param channel the channel, for a token
     * @param user the name to appear under
     * @param emoji the emoji beside messages
     * @param url where chat.postMessage is called
     * @param webhookUrl the incoming webhook
     */
    public record Slack(
            Optional<String> token,
            Optional<String> channel,
            Optional<String> user,
            Optional<String> emoji,
            URI url,
            Optional<URI> webhookUrl) {

        public boolean isConfigured() {
            return usesToken() || webhookUrl.isPresent();
        }

        /** Returns whether chat.postMessage is called; otherwise the webhook is. */
        public boolean usesToken() {
            return token.isPresent() && channel.isPresent();
        }

        @Override
        public String toString() {
            return "Slack[channel=" + channel + ", url=" + MaskedUrl.of(url.toString()) + "]";
        }
    }

    /**
     * Sentry.
     *
     * @param dsn the DSN of the project
     * @param environment what events name as environment
     * @param release what events name as release
     */
    public record Sentry(Optional<String> dsn, Optional<String> environment, Optional<String> release) {

        public boolean isConfigured() {
            return dsn.isPresent();
        }

        @Override
        public String toString() {
            return "Sentry[environment=" + environment + ", release=" + release + "]";
        }
    }

    /**
     * HipChat v2.
     *
     * @param room the id or name of the room
     * @param auth the room's token
     * @param url the server's address, without {@code /v2/room}
     */
    public record HipChat(Optional<String> room, Optional<String> auth, URI url) {

        public boolean isConfigured() {
            return room.isPresent() && auth.isPresent();
        }

        @Override
        public String toString() {
            return "HipChat[room=" + room + ", url=" + Authority.host(url) + "]";
        }
    }

    /**
     * A receiver of the alerts' JSON.
     *
     * @param url where it is posted
     */
    public record Webhook(Optional<URI> url) {

        public boolean isConfigured() {
            return url.isPresent();
        }

        @Override
        public String toString() {
            return "Webhook[configured=" + isConfigured() + "]";
        }
    }

    /**
     * The token that checks send: a fixed one, or one that a login answers with; the fixed one is used when both are given.
     *
     * @param header the header it is sent in
     * @param token the fixed token
     * @param url the login
     * @param username its user
     * @param password its password
     */
    public record Auth(
            String header,
            Optional<String> token,
            Optional<URI> url,
            Optional<String> username,
            Optional<String> password) {

        public boolean isConfigured() {
            return token.isPresent() || url.isPresent();
        }

        @Override
        public String toString() {
            return "Auth[header=" + header + ", username=" + username + "]";
        }
    }

    /**
     * The database.
     *
     * @param url its JDBC URL; the path of a SQLite file is absolute
     * @param username its user
     * @param password that user's password
     */
    public record Database(String url, Optional<String> username, Optional<String> password) {

        @Override
        public String toString() {
            return "Database[url=" + MaskedUrl.of(url) + ", username=" + username + "]";
        }
    }

    /** The waiting alerts: {@code maxAge} is when an undeliverable one is given up. */
    public record Outbox(Duration maxAge) {}

    /**
     * What is kept of the past.
     *
     * @param results how many of the newest results of each check are kept singly
     * @param retention how long uptime is kept, and all of a check that left the configuration
     * @param incidents how long ended incidents are kept
     */
    public record History(int results, Duration retention, Duration incidents) {

        /** Where nothing is set. */
        public static final History STANDARD = new History(100, Duration.ofDays(90), Duration.ofDays(365));
    }

    /** The call that tells that all is well with Vedette itself. */
    public record Heartbeat(Optional<URI> url) {

        @Override
        public String toString() {
            return "Heartbeat[configured=" + url.isPresent() + "]";
        }
    }

    /**
     * What checks may reach; what is denied wins.
     *
     * @param allow addresses and ranges such as {@code 10.0.0.0/8}, or {@code all}, or {@code none}
     * @param deny likewise
     * @param trust the certificate authorities that checks trust besides those of this Java
     */
    public record ProbeRanges(List<String> allow, List<String> deny, List<X509Certificate> trust) {}
}
