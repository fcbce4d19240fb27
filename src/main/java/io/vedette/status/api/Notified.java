package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.check.Check;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Text;
import io.vedette.state.CheckState;
import io.vedette.state.LastNotified;
import io.vedette.status.http.ApiJson;
import io.vedette.status.source.Sources;
import io.vedette.store.OutboxEntry;
import io.vedette.target.TargetOptions;
import io.vedette.target.Targets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whom a problem was told to, who waits for it and why, and who is told later. */
final class Notified {

    private final Sources sources;
    private final Map<String, Targets.Target> targets;

    /** Looks at the targets once, for as many checks as are shown together. */
    Notified(Sources sources) {
        this.sources = sources;
        this.targets =
                sources.targets().all().stream().collect(Collectors.toMap(Targets.Target::name, Function.identity()));
    }

    /** Adds {@code told}, {@code waiting} and {@code later}. */
    void put(ObjectNode node, Watched watched) {
        told(node.putArray("told"), watched);
        ArrayNode waiting = node.putArray("waiting");
        Map<String, OutboxEntry> entries = new TreeMap<>(watched.record().entries());
        entries.forEach((target, entry) -> entry.waiting().ifPresent(alert -> waiting.add(waiting(target, entry))));
        later(node.putArray("later"), watched, entries);
    }

    /** Adds what each target was told last. */
    static void told(ArrayNode list, Watched watched) {
        new TreeMap<>(watched.record().entries()).forEach((target, entry) -> {
            LastNotified last = entry.lastNotified();
            if (!last.equals(LastNotified.NOTHING)) {
                list.addObject()
                        .put("target", target)
                        .put("health", last.health().code())
                        .put("problemAt", ApiJson.time(last.problemAt()));
            }
        });
    }

    private ObjectNode waiting(String name, OutboxEntry entry) {
        Optional<Targets.Target> target = Optional.ofNullable(targets.get(name));
        return ApiJson.object()
                .put("target", name)
                .put("kind", entry.waiting().orElseThrow().kind().code())
                .put("since", ApiJson.time(entry.owedSince()))
                .put("state", target.map(Alerts::state).orElse("ok"))
                .put(
                        "error",
                        target.map(one -> known(Text.bounded(one.error(), Text.NAME)))
                                .orElse(null))
                .put("notBefore", ApiJson.time(target.flatMap(Targets.Target::notBefore)));
    }

    /** Adds those who are told of a problem once it has lasted: they would be told then, unless somebody has it; of one that is held back nobody is. */
    private void later(ArrayNode list, Watched watched, Map<String, OutboxEntry> entries) {
        Check check = watched.check();
        CheckState state = watched.record().state();
        if (!state.isProblem()
                || state.acknowledgement().isPresent()
                || sources.mutes().of(watched).isOn()) {
            return;
        }
        Instant began = state.problemSince().orElse(state.since());
        for (String target : targets.keySet()) {
            TargetOptions options = sources.targets().options(target);
            Instant due = began.plus(options.after());
            boolean isTold = Optional.ofNullable(entries.get(target))
                    .filter(entry -> entry.lastNotified().isOfProblem()
                            || entry.waiting().isPresent())
                    .isPresent();
            if (!options.after().isZero()
                    && check.notifies(target)
                    && options.takes(check.group(), check.tags())
                    && !isTold
                    && due.isAfter(sources.clock().instant())) {
                list.addObject().put("target", target).put("at", ApiJson.time(due));
            }
        }
    }
}
