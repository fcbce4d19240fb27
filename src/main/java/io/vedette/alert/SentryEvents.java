package io.vedette.alert;

import io.sentry.JsonSerializer;
import io.sentry.SentryEnvelope;
import io.sentry.SentryEnvelopeHeader;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryId;
import io.vedette.config.values.Authority;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Turns alerts into Sentry events. All events of a check have one fingerprint and so make one issue; the event's id is
 * derived from the alert's, so that Sentry drops a repeated delivery.
 */
final class SentryEvents {

    /** Sentry accepts 8,192 characters. */
    private static final int MOST_TEXT = 8_000;
    /** Sentry accepts 200 characters as a tag's value; the mark of a cut text is one of them. */
    private static final int TAG = 199;

    private static final int EXTRA = 2_000;

    private final SentryTarget.Settings settings;
    private final Clock clock;
    private final JsonSerializer serializer = new JsonSerializer(new SentryOptions());
    private final DigestText text = DigestText.plain(MOST_TEXT);

    SentryEvents(SentryTarget.Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    SentryTarget.Event of(Alert alert) {
        SentryEvent event = event(
                "alert:" + alert.id(),
                Date.from(alert.at()),
                text.of(Digest.of(List.of(alert))),
                List.of("vedette", AlertText.clean(alert.check(), TAG)));
        event.setLevel(level(alert));
        tag(event, "check", alert.check());
        tag(event, "group", alert.group());
        tag(event, "tags", String.join(",", alert.tags()));
        tag(event, "kind", alert.kind().code());
        tag(event, "status", alert.to().code());
        tag(event, "reason", alert.reason());
        tag(event, "process", alert.process());
        tag(event, "host", host(alert.url()));
        String server = AlertText.clean(alert.server(), TAG);
        if (!server.isEmpty()) {
            event.setServerName(server);
        }
        event.setExtras(extras(alert));
        return ready(alert.id(), event);
    }

    SentryTarget.Event announcement(Digest digest) {
        Date now = Date.from(clock.instant());
        SentryEvent event = event(
                "announcement:" + now.getTime() + digest.announcement(),
                now,
                text.of(digest),
                List.of("vedette", "announcement"));
        event.setLevel(SentryLevel.INFO);
        return ready(event.getEventId().toString(), event);
    }

    private SentryEvent event(String identity, Date at, String words, List<String> fingerprint) {
        SentryEvent event = new SentryEvent(at);
        event.setEventId(new SentryId(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))));
        event.setPlatform("other");
        event.setLogger("vedette");
        event.setFingerprints(fingerprint);
        Message message = new Message();
        message.setFormatted(words);
        event.setMessage(message);
        if (!settings.environment().isEmpty()) {
            event.setEnvironment(settings.environment());
        }
        if (!settings.release().isEmpty()) {
            event.setRelease(settings.release());
        }
        return event;
    }

    private static SentryLevel level(Alert alert) {
        if (alert.kind() == AlertKind.RECOVERY) {
            return SentryLevel.INFO;
        }
        return alert.to() == Health.ERROR ? SentryLevel.ERROR : SentryLevel.WARNING;
    }

    private static Map<String, Object> extras(Alert alert) {
        Map<String, Object> extras = new LinkedHashMap<>();
        extras.put("alert", alert.id());
        extras.put("url", AlertText.clean(alert.url(), EXTRA));
        extras.put("from", alert.from().code());
        extras.put("since", alert.since().toString());
        extras.put("consecutiveFailures", alert.consecutiveFailures());
        extras.put("failures", AlertText.failures(alert));
        return extras;
    }

    /** Sets a tag unless it is empty: Sentry marks an event with an empty tag as damaged. */
    private static void tag(SentryEvent event, String name, String value) {
        String clean = AlertText.clean(value, TAG);
        if (!clean.isEmpty()) {
            event.setTag(name, clean);
        }
    }

    private static String host(String url) {
        try {
            String host = Authority.host(URI.create(url));
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            // A check may ask something that is not a URL; then there is no host.
            return "";
        }
    }

    private SentryTarget.Event ready(String key, SentryEvent event) {
        SentryEnvelopeHeader header = new SentryEnvelopeHeader(event.getEventId());
        header.setSentAt(Date.from(clock.instant()));
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        StringWriter json = new StringWriter();
        try {
            SentryEnvelopeItem item = SentryEnvelopeItem.fromEvent(serializer, event);
            serializer.serialize(new SentryEnvelope(header, List.of(item)), envelope);
            serializer.serialize(event, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("an event of plain values can always be written", e);
        }
        return new SentryTarget.Event(
                key, envelope.toByteArray(), json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
