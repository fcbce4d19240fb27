package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.check.Check;
import io.vedette.evaluate.Latest;
import io.vedette.evaluate.Watched;
import io.vedette.history.History;
import io.vedette.history.Result;
import io.vedette.history.Uptime;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.status.http.ApiJson;
import io.vedette.status.source.Operations;
import io.vedette.status.source.ShownVerdict;
import io.vedette.status.source.Sources;
import io.vedette.status.source.UptimeWindows;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks as the API shows them. */
final class CheckJson {

    /** So many results are shown with a check. */
    private static final int RESULTS = 40;

    private final Sources sources;
    private final MuteJson mutes;

    CheckJson(Sources sources) {
        this.sources = sources;
        this.mutes = new MuteJson(sources);
    }

    /** Returns checks with their last results and the uptime of a day. */
    List<ObjectNode> withHistory(List<Watched> checks) {
        List<String> names = checks.stream().map(one -> one.check().name()).toList();
        Map<String, List<Result>> results = sources.history().latest(names, RESULTS);
        Instant now = sources.clock().instant();
        Map<String, Uptime> uptime = sources.history().uptime(names, History.WINDOWS.get(0), now);
        Map<String, Instant> since = sources.history().since(names);
        return checks.stream()
                .map(one -> {
                    ObjectNode node = summary(one);
                    results(node, results.getOrDefault(one.check().name(), List.of()));
                    share(
                            node.putObject("uptime"),
                            UptimeWindows.NAMES.get(0),
                            Optional.ofNullable(uptime.get(one.check().name())));
                    node.put(
                            "watchedSince",
                            ApiJson.time(
                                    Optional.ofNullable(since.get(one.check().name()))));
                    return node;
                })
                .toList();
    }

    /** Returns a check with all that is known of it. */
    ObjectNode detail(Watched watched) {
        String name = watched.check().name();
        Instant now = sources.clock().instant();
        ObjectNode node = summary(watched);
        new Notified(sources).put(node, watched);
        AnswerJson.put(node, watched, sources.secrets());
        results(node, sources.history().results(name, now.plusSeconds(1), RESULTS));
        ObjectNode uptime = node.putObject("uptime");
        List<Uptime> shares = sources.history().uptime(name, now);
        for (int i = 0; i < UptimeWindows.NAMES.size(); i++) {
            share(
                    uptime,
                    UptimeWindows.NAMES.get(i),
                    i < shares.size() ? Optional.of(shares.get(i)) : Optional.empty());
        }
        node.put(
                "watchedSince",
                ApiJson.time(Optional.ofNullable(
                        sources.history().since(List.of(name)).get(name))));
        Optional<Operations.Definition> definition = sources.operations().definition(name);
        node.put("file", definition.map(Operations.Definition::file).orElse(null));
        node.put("line", definition.map(Operations.Definition::line).orElse(null));
        node.set(
                "configuration",
                ApiJson.array(definition.map(Operations.Definition::parameters).orElse(List.of())));
        return node;
    }

    /** Returns a check without its history. */
    ObjectNode summary(Watched watched) {
        Check check = watched.check();
        CheckState state = watched.record().state();
        Optional<Verdict> shown = ShownVerdict.of(watched);
        ObjectNode node = ApiJson.object();
        node.put("name", check.name());
        node.put(
                "node",
                sources.store()
                        .ownership()
                        .nodeOf(check.name())
                        .map(ApiJson::known)
                        .orElse(null));
        node.put("url", known(check.url()));
        node.put("template", known(check.template()));
        node.put("group", known(check.group()));
        node.set("tags", ApiJson.array(check.tags()));
        node.put("priority", check.priority() == 0 ? null : check.priority());
        node.put("status", state.shown().code());
        node.put("since", ApiJson.time(state.since()));
        latest(node, watched);
        node.put("reason", shown.map(Verdict::reasonCode).map(ApiJson::known).orElse(null));
        node.put("message", shown.map(Verdict::message).map(ApiJson::known).orElse(null));
        details(node, shown.map(Verdict::details).orElse(Verdict.Details.NONE));
        node.set("failures", ApiJson.array(shown.map(Verdict::failures).orElse(List.of())));
        counts(node, watched.counts());
        mutes.put(node, watched);
        definition(node, watched);
        Notified.told(node.putArray("told"), watched);
        return node;
    }

    private static void latest(ObjectNode node, Watched watched) {
        Optional<Latest> latest = watched.latest();
        node.put("verdict", latest.map(one -> one.verdict().status().code()).orElse(null));
        node.put(
                "why",
                latest.map(one -> one.why().name().toLowerCase(Locale.ROOT)).orElse(null));
        node.put("lastCheck", ApiJson.time(latest.map(Latest::at)));
        node.put("tookMs", latest.map(one -> one.took().toMillis()).orElse(null));
    }

    private static void details(ObjectNode node, Verdict.Details details) {
        node.put("process", known(details.process()));
        node.put("server", known(details.server()));
        node.set("warnings", ApiJson.array(details.warnings()));
        details.sleep()
                .ifPresentOrElse(
                        sleep -> node.putObject("sleep")
                                .put("start", ApiJson.time(sleep.start()))
                                .put("end", ApiJson.time(sleep.end())),
                        () -> node.putNull("sleep"));
    }

    private static void counts(ObjectNode node, Watched.Counts counts) {
        node.put("consecutiveFailures", counts.consecutiveFailures());
        node.put("pings", counts.pings());
        node.put("errors", counts.errors());
        node.put("skipped", counts.skipped());
        node.put("dropped", counts.dropped());
    }

    private void definition(ObjectNode node, Watched watched) {
        Check check = watched.check();
        // A source of an application's own has no interval that is known here.
        node.put(
                "intervalMs",
                watched.probe().map(probe -> check.interval().toMillis()).orElse(null));
        node.put("errorIntervalMs", check.errorInterval().toMillis());
        node.put("timeoutMs", check.timeout().toMillis());
        node.put("dependsOn", check.dependsOn().orElse(null));
        node.put("public", check.published());
        ArrayNode targets = node.putArray("targets");
        sources.targets().names().stream().filter(check::notifies).forEach(targets::add);
    }

    /** Adds results, the oldest first, as a bar is drawn. */
    private static void results(ObjectNode node, List<Result> newestFirst) {
        ArrayNode list = node.putArray("results");
        for (int i = Math.min(newestFirst.size(), RESULTS) - 1; i >= 0; i--) {
            Result result = newestFirst.get(i);
            list.addObject()
                    .put("at", ApiJson.time(result.at()))
                    .put("status", result.status().code())
                    .put("tookMs", result.took().toMillis())
                    .put("reason", known(result.reason()));
        }
    }

    private static void share(ObjectNode node, String window, Optional<Uptime> uptime) {
        uptime.map(Uptime::share)
                .filter(java.util.OptionalDouble::isPresent)
                .ifPresentOrElse(share -> node.put(window, share.getAsDouble()), () -> node.putNull(window));
    }
}
