package io.vedette.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cluster.Signal;
import io.vedette.config.values.Sha256;
import io.vedette.database.SqlText;
import io.vedette.process.Loggers;
import io.vedette.rule.JsonText;
import io.vedette.rule.Verdict;
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

    private static final JsonMapper JSON = new JsonMapper();

    private SignalText() {}

    /** Returns the channel of a cluster: its name may be longer than PostgreSQL allows. */
    static String channel(String cluster) {
        return "vedette_" + Sha256.hex(cluster).substring(0, 16);
    }

    /** @return empty for one that is too long to be said */
    static Optional<String> write(Signal signal, String from) {
        ObjectNode node = JSON.createObjectNode().put("from", from);
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
                        from);
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

    /** Returns what another process said; empty for what this one said itself, or what nobody understands. */
    static Optional<Signal> read(String text, String me) {
        try {
            JsonNode node = JSON.readTree(text);
            return JsonText.field(node, "from").equals(me) ? Optional.empty() : signal(node);
        } catch (JsonProcessingException | RuntimeException e) {
            Loggers.CLUSTER.debug("not a message of a node: {}", text, e);
            return Optional.empty();
        }
    }

    private static Optional<Signal> signal(JsonNode node) {
        if (node.has("changed")) {
            return Optional.of(new Signal.Changed(node.get("changed").asText()));
        }
        if (node.has("run")) {
            return Optional.of(new Signal.Run(node.get("run").asText()));
        }
        if (node.has("done")) {
            return Optional.of(new Signal.Done(node.get("done").asText()));
        }
        if (node.has("started")) {
            return Optional.of(new Signal.Started(
                    node.get("started").asText(), Instant.parse(node.get("at").asText())));
        }
        if (node.has("beat")) {
            return Optional.of(new Signal.Beat(
                    node.get("beat").asText(),
                    Instant.parse(node.get("at").asText()),
                    node.get("failed").asBoolean(),
                    node.get("message").asText()));
        }
        if (node.has("notice")) {
            return Optional.of(new Signal.Notice(
                    node.get("notice").asText(),
                    node.get("about").asText(),
                    node.get("text").asText()));
        }
        if (node.has("signedOut")) {
            return Optional.of(new Signal.SignedOut(node.get("signedOut").asText()));
        }
        if (node.has("target")) {
            return Optional.of(new Signal.TargetHealth(
                    node.get("target").asText(), node.get("health").asText()));
        }
        if (node.has("observed")) {
            return Optional.of(new Signal.Observed(
                    node.get("node").asText(),
                    node.get("observed").asText(),
                    Instant.parse(node.get("at").asText()),
                    Duration.parse(node.get("took").asText()),
                    VerdictJson.read(node.get("verdict").asText())));
        }
        return node.has("silences") ? Optional.of(new Signal.Silences()) : Optional.empty();
    }
}
