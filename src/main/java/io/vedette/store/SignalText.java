package io.vedette.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cluster.Signal;
import io.vedette.config.values.Sha256;
import io.vedette.database.SqlText;
import io.vedette.process.Loggers;
import io.vedette.rule.Verdict;
import io.vedette.state.ClockStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes and reads signals as the payload of PostgreSQL's {@code NOTIFY}. */
final class SignalText {

    static final String NOTIFY = "SELECT pg_notify(?, ?)";

    /** PostgreSQL takes less than 8,000 bytes. */
    private static final int MOST_BYTES = 7_900;

    /** The last year that is written with four digits: nobody means a later one. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final JsonMapper JSON = new JsonMapper();

    private SignalText() {}

    /** Returns the channel of a cluster: its name may be longer than PostgreSQL allows. */
    static String channel(String cluster) {
        return "vedette_" + Sha256.hex(cluster).substring(0, 16);
    }

    /**
     * @param now what the clock says by which the times of the signal were noted
     * @return empty for one that is too long to be said
     */
    static Optional<String> write(Signal signal, String from, Instant now) {
        ObjectNode node = JSON.createObjectNode().put("from", from).put("clock", now.toEpochMilli());
        if (signal instanceof Signal.Changed one) {
            node.put("changed", one.check());
        } else if (signal instanceof Signal.Run one) {
            node.put("run", one.check());
        } else if (signal instanceof Signal.Done one) {
            node.put("done", one.act());
        } else if (signal instanceof Signal.Started one) {
            node.put("started", one.check()).put("at", one.at().toString());
        } else if (signal instanceof Signal.Beat one) {
            node.put("beat", one.check())
                    .put("at", one.at().toString())
                    .put("failed", one.failed())
                    .put("message", one.message());
        } else if (signal instanceof Signal.Notice one) {
            node.put("notice", one.target()).put("about", one.about()).put("text", one.text());
        } else if (signal instanceof Signal.TargetHealth one) {
            node.put("target", one.target()).put("health", one.text());
        } else if (signal instanceof Signal.Observed one) {
            node.put("observed", one.check())
                    .put("node", one.node())
                    .put("at", one.at().toString())
                    .put("took", one.took().toString())
                    .put("verdict", VerdictJson.write(one.verdict()));
        } else if (signal instanceof Signal.SignedOut one) {
            node.put("signedOut", one.session());
        } else {
            node.put("silences", true);
        }
        String text = SqlText.storable(node.toString());
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            if (signal instanceof Signal.Observed one && !isShort(one.verdict())) {
                return write(
                        new Signal.Observed(one.node(), one.check(), one.at(), one.took(), shortened(one.verdict())),
                        from,
                        now);
            }
            Loggers.CLUSTER.warn(
                    "a message to the other nodes is too long and is not sent: {}",
                    signal.getClass().getSimpleName());
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static boolean isShort(Verdict verdict) {
        return verdict.equals(shortened(verdict));
    }

    /** What fails within it and what else it says is left out before it is not heard at all. */
    private static Verdict shortened(Verdict verdict) {
        return new Verdict(verdict.status(), verdict.reason(), verdict.message(), List.of(), Verdict.Details.NONE);
    }

    /**
     * Returns what another process said, its times by the clock here; empty for what this one said itself, and for what a newer version
     * says.
     *
     * @throws IllegalArgumentException for what no node says
     */
    static Optional<Signal> read(String text, String me, Instant now) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.path("from").isTextual()) {
                throw new IllegalArgumentException("nobody says that it is theirs");
            }
            return node.get("from").asText().equals(me) ? Optional.empty() : signal(node, now);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("not a message of a node: " + text, e);
        }
    }

    private static Optional<Signal> signal(JsonNode node, Instant now) {
        if (node.has("changed")) {
            return Optional.of(new Signal.Changed(text(node, "changed")));
        }
        if (node.has("run")) {
            return Optional.of(new Signal.Run(text(node, "run")));
        }
        if (node.has("done")) {
            return Optional.of(new Signal.Done(text(node, "done")));
        }
        if (node.has("started")) {
            return Optional.of(new Signal.Started(text(node, "started"), time(node, now)));
        }
        if (node.has("beat")) {
            return Optional.of(new Signal.Beat(
                    text(node, "beat"), time(node, now), node.get("failed").asBoolean(), text(node, "message")));
        }
        if (node.has("notice")) {
            return Optional.of(new Signal.Notice(text(node, "notice"), text(node, "about"), text(node, "text")));
        }
        if (node.has("signedOut")) {
            return Optional.of(new Signal.SignedOut(text(node, "signedOut")));
        }
        if (node.has("target")) {
            return Optional.of(new Signal.TargetHealth(text(node, "target"), text(node, "health")));
        }
        if (node.has("observed")) {
            return Optional.of(new Signal.Observed(
                    text(node, "node"),
                    text(node, "observed"),
                    time(node, now),
                    took(Duration.parse(text(node, "took"))),
                    VerdictJson.read(text(node, "verdict"))));
        }
        return node.has("silences") ? Optional.of(new Signal.Silences()) : Optional.empty();
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return node.get(field).asText();
    }

    /** Clocks of nodes need not agree: what is later for one than for another would hide all that comes until then. */
    private static Instant time(JsonNode node, Instant now) {
        Instant at = Instant.parse(text(node, "at"));
        if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("at no time: " + at);
        }
        return node.path("clock").canConvertToLong()
                ? ClockStep.between(Instant.ofEpochMilli(node.get("clock").asLong()), now)
                        .past(at)
                : at;
    }

    private static Duration took(Duration said) {
        if (said.isNegative() || said.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("takes no time: " + said);
        }
        return said;
    }
}
