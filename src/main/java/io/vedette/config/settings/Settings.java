package io.vedette.config.settings;

import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Proxies;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code application.properties} and the environment say, read and typed. Each value is found where its key says:
 * {@code vedette.auth.token} is {@code settings.auth().token()}; those of targets are in {@link TargetSettings}. {@link SettingKey} tells meaning and default of each.
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
 * @param proxies which proxy calls go through
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
        Proxies proxies,
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

    /** Returns the time zone of the times in messages. */
    public ZoneId timeZone() {
        return ZoneId.of(properties.getOrDefault(SettingKey.TIME_ZONE.key(), SettingKey.TIME_ZONE.standard()));
    }

    /** Returns whether the checks are shared with other nodes, and how. */
    public ClusterSettings cluster() {
        return ClusterSettings.of(properties);
    }

    /** Returns the address under which people reach the pages, without a slash at its end; empty where none is set. */
    public String baseUrl() {
        return properties.getOrDefault(SettingKey.HTTP_BASE_URL.key(), "").replaceAll("/+$", "");
    }

    /** Returns the path of that address; empty where it has none. */
    public String basePath() {
        String path = baseUrl().isEmpty() ? "" : URI.create(baseUrl()).getRawPath();
        return path == null ? "" : path;
    }

    /** Returns the targets that settings set up, the log first, and whether alerts go there; with {@code only-log} none else. */
    public Map<String, Boolean> targets() {
        return TargetSettings.configured(properties, onlyLog);
    }

    /** Names where it was read, and nothing that may be secret. */
    @Override
    public String toString() {
        return "Settings[baseDir=" + baseDir + ", targets=" + targets() + "]";
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
