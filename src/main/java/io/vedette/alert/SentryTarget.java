package io.vedette.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.RequestDetails;
import io.sentry.RequestDetailsResolver;
import io.vedette.config.values.Parameters;
import io.vedette.rule.Text;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Speaks to Sentry, or a server that accepts its events: one event for each alert, and the meaning of the server's answer
 * (Sentry's developer documentation: envelopes, rate limiting). Event, envelope and authentication come from Sentry's SDK;
 * its background transport is not used, because it does not report whether it delivered.
 *
 * <p>A digest is several events, and any of them may fail. Accepted events are remembered, so that the next try of a digest
 * continues where the last one failed instead of using up the rate limit with its beginning.
 */
public final class SentryTarget implements TargetProtocol {

    private static final String CLIENT = "vedette/1.0";
    private static final int NOT_FOUND = 404;
    private static final int REMEMBERED = 10_000;
    /** The pause that Sentry's documentation asks for after a 429 without one. */
    private static final Duration WAIT = Duration.ofSeconds(60);

    private final HttpTarget http;
    private final SentryEvents events;
    private final String envelopeUrl;
    private final String auth;
    private volatile boolean sendsEnvelopes;
    private volatile boolean knowsNoEnvelopes;
    private final Set<String> accepted = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    /**
     * @throws IllegalArgumentException if the DSN cannot be read, without showing it; see {@link Settings#fault()}
     */
    public SentryTarget(Settings settings, Clock clock) {
        settings.fault().ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        this.http = new HttpTarget(clock);
        this.events = new SentryEvents(settings, clock);
        RequestDetails details = settings.details();
        this.envelopeUrl = details.getUrl().toString();
        this.auth = details.getHeaders().get("X-Sentry-Auth");
    }

    /** Reads what a target needs: {@code dsn}, and {@code environment} and {@code release} for its events. */
    public static SentryTarget of(Parameters given, Clock clock) {
        given.required("dsn");
        String dsn = given.parsed("dsn", SentryTarget::readable).orElse("");
        return new SentryTarget(new Settings(dsn, given.text("environment", ""), given.text("release", "")), clock);
    }

    private static String readable(String dsn) {
        new Settings(dsn, "", "").fault().ifPresent(fault -> {
            throw new IllegalArgumentException("is no DSN of Sentry's: it has a key, a host and a project");
        });
        return dsn;
    }

    /**
     * Where events go and what they carry.
     *
     * @param dsn the project's DSN, {@code https://key@host/project}; the {@code transport+} prefix and the secret part of
     *     raven's DSNs are understood
     * @param environment such as {@code production}; empty for none
     * @param release empty for none
     */
    public record Settings(String dsn, String environment, String release) {

        public Settings {
            dsn = dsn.strip().replaceFirst("^\\w+\\+(?=https?://)", "");
        }

        /** Returns what is wrong with the DSN, without showing it; empty if nothing is. */
        public Optional<String> fault() {
            try {
                details();
                return Optional.empty();
            } catch (RuntimeException e) {
                // The SDK's message may quote the DSN.
                return Optional.of("the Sentry DSN cannot be read; write https://KEY@HOST/PROJECT");
            }
        }

        private RequestDetails details() {
            return new RequestDetailsResolver(dsn, CLIENT).resolve();
        }

        @Override
        public String toString() {
            return "Settings[environment=" + environment + ", release=" + release + "]";
        }
    }

    /**
     * One event, ready to send.
     *
     * @param key identifies the event; the server must get it only once
     * @param envelope the body for {@link #envelopeUrl()}
     * @param json the body for {@link #storeUrl()}
     */
    public record Event(String key, byte[] envelope, byte[] json) {

        /** Returns only the key, so that no log shows a screen of bytes. */
        @Override
        public String toString() {
            return "Event[" + key + "]";
        }
    }

    /** Returns the events of a digest that the server has not accepted yet, worst first. */
    @Override
    public List<Event> message(Digest digest) {
        if (digest.isAnnouncement()) {
            return List.of(events.announcement(digest));
        }
        return digest.worstFirst().stream()
                .filter(alert -> !accepted.contains(alert.id()))
                .map(events::of)
                .toList();
    }

    /**
     * Returns a request for each event. They are envelopes, until the server answers one with 404: servers from before Sentry 20.6
     * know no envelopes, and take events the older way from then on.
     */
    @Override
    public List<TargetRequest> requests(Digest digest) {
        if (digest.isAnnouncement()) {
            return List.of(request(events.announcement(digest), List.of()));
        }
        return digest.worstFirst().stream()
                .map(alert -> request(events.of(alert), List.of(alert.check())))
                .toList();
    }

    private TargetRequest request(Event event, List<String> checks) {
        boolean older = knowsNoEnvelopes;
        sendsEnvelopes = !older;
        return new TargetRequest(
                "POST",
                older ? storeUrl() : envelopeUrl,
                Map.of(
                        "Content-Type",
                        older ? "application/json" : "application/x-sentry-envelope",
                        "X-Sentry-Auth",
                        auth),
                older ? event.json() : event.envelope(),
                checks);
    }

    /** Returns the same as {@link #message}; copies of older notify routes call this name. */
    public List<Event> events(Digest digest) {
        return message(digest);
    }

    /** Returns the address to which envelopes are POSTed. */
    public String envelopeUrl() {
        return envelopeUrl;
    }

    /** Returns the address to which events are POSTed on servers before Sentry 20.6, which answer 404 to an envelope. */
    public String storeUrl() {
        return envelopeUrl.replaceFirst("/envelope/$", "/store/");
    }

    /** Returns the value of the header {@code X-Sentry-Auth}; a secret. */
    public String auth() {
        return auth;
    }

    /** Remembers that the server accepted the event. */
    public void accept(Event event) {
        accepted.add(event.key());
    }

    @Override
    public Optional<Refusal> refusal(Reply reply) {
        if (reply.isSuccess()) {
            return Optional.empty();
        }
        String words = words(reply);
        if (words.contains("same ID already exists")) {
            // Old servers refuse a repeated event with 403: they have accepted it before.
            return Optional.empty();
        }
        if (reply.status() == NOT_FOUND && sendsEnvelopes && !knowsNoEnvelopes) {
            knowsNoEnvelopes = true;
            return Optional.of(
                    Refusal.temporary("the target answered 404: it is asked as Sentry before 20.6 next time"));
        }
        Refusal refusal = http.refused(reply, words);
        if (reply.status() != 429) {
            return Optional.of(refusal);
        }
        Duration wait = reply.header("X-Sentry-Rate-Limits")
                .flatMap(SentryTarget::limit)
                .or(refusal::retryAfter)
                .orElse(WAIT);
        return Optional.of(Refusal.busy(refusal.message(), Optional.of(HttpTarget.granted(wait))));
    }

    /**
     * Returns the longest rate limit for events in a header such as
     * {@code 60:transaction:key, 2700:default;error;security:organization}. No category means all of them.
     */
    static Optional<Duration> limit(String header) {
        Duration longest = null;
        for (String limit : header.split(",")) {
            String[] parts = limit.strip().split(":", -1);
            boolean ours = parts.length < 2
                    || parts[1].isBlank()
                    || List.of(parts[1].split(";")).contains("error")
                    || List.of(parts[1].split(";")).contains("default");
            if (ours && parts[0].matches("\\d{1,9}(\\.\\d*)?")) {
                Duration wait = Duration.ofSeconds(Long.parseLong(parts[0].replaceFirst("\\..*", "")));
                longest = longest == null || wait.compareTo(longest) > 0 ? wait : longest;
            }
        }
        return Optional.ofNullable(longest);
    }

    private static String words(Reply reply) {
        Optional<String> header = reply.header("X-Sentry-Error");
        if (header.isPresent()) {
            return Text.bounded(header.get(), Text.NAME);
        }
        try {
            JsonNode json = AlertJson.parse(reply.body());
            String detail = json.path("detail").asText(json.path("error").asText(""));
            return detail.isEmpty() ? reply.excerpt() : Text.bounded(detail, Text.NAME);
        } catch (IllegalArgumentException e) {
            // Not Sentry's JSON: perhaps a proxy's page.
            return reply.excerpt();
        }
    }
}
