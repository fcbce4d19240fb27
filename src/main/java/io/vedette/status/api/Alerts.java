package io.vedette.status.api;

import static io.vedette.status.http.ApiJson.known;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.alert.AlertJson;
import io.vedette.evaluate.Watched;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.source.Sources;
import io.vedette.store.CheckRecord;
import io.vedette.target.Targets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Answers with the targets, the health of each, and the waiting alerts. */
public final class Alerts {

    /** A page of more waiting alerts helps nobody; how many there are stands with the target. */
    private static final int MOST_CHECKS = 500;

    private final Sources sources;

    public Alerts(Sources sources) {
        this.sources = sources;
    }

    public Response answer(Request request) {
        ObjectNode root =
                ApiJson.data(sources.targets().all().stream().map(this::target).toList());
        ArrayNode waiting = root.putArray("waiting");
        Instant now = sources.clock().instant();
        waitingChecks().forEach(record -> add(waiting, record, now));
        return Response.json(200, ApiJson.write(root));
    }

    private ObjectNode target(Targets.Target target) {
        ObjectNode node = ApiJson.object();
        node.put("name", target.name());
        node.put("state", state(target));
        node.put("delivered", target.delivered());
        node.put("failed", target.failed());
        node.put("failuresInARow", target.failuresInARow());
        node.put("failingSince", ApiJson.time(target.failingSince()));
        node.put("lastDelivered", ApiJson.time(target.lastDelivered()));
        node.put("notBefore", ApiJson.time(target.notBefore()));
        node.put("error", known(target.error()));
        node.put("waiting", sources.store().waiting(target.name()));
        node.put("oldestWaiting", ApiJson.time(sources.store().oldestWaiting(target.name())));
        node.put("givenUp", target.givenUp());
        return node;
    }

    /** Returns one word for how a target is doing: ok, failing, misconfigured. */
    static String state(Targets.Target target) {
        return target.misconfigured() ? "misconfigured" : target.failuresInARow() > 0 ? "failing" : "ok";
    }

    /** Returns the entries as stored: only the store knows what is being sent. */
    private List<CheckRecord> waitingChecks() {
        return sources.watchlist().all().stream()
                .map(Watched::record)
                .filter(CheckRecord::hasWaiting)
                .limit(MOST_CHECKS)
                .flatMap(record -> sources.store().find(record.check()).stream())
                .toList();
    }

    private static void add(ArrayNode list, CheckRecord record, Instant now) {
        new TreeMap<>(record.entries())
                .forEach((target, entry) -> entry.waiting().ifPresent(alert -> {
                    ObjectNode node = list.addObject().put("target", target);
                    node.set("alert", ApiJson.read(AlertJson.write(alert)));
                    node.put("claimed", entry.isClaimed(now));
                }));
    }
}
