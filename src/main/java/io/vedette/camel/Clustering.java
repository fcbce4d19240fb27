package io.vedette.camel;

import io.vedette.cluster.Alone;
import io.vedette.cluster.Node;
import io.vedette.cluster.Ownership;
import io.vedette.cluster.SharedOwnership;
import io.vedette.cluster.engine.Engines;
import io.vedette.config.settings.ClusterSettings;
import io.vedette.config.settings.Settings;
import io.vedette.database.StoreRefused;
import io.vedette.deliver.TargetsAmongNodes;
import io.vedette.evaluate.Evaluation;
import io.vedette.evaluate.SharedRecords;
import io.vedette.probing.ScheduleLag;
import io.vedette.process.Loggers;
import io.vedette.store.Store;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What this node tells of itself, and does because other nodes ask it to. */
public final class Clustering {

    private static final double MOST_RUNS = 0.99;

    private final Foundation base;
    private final Probing probing;
    private final Evaluation evaluation;
    private final OtherNodes others;
    private final TargetsAmongNodes targets;
    private final Ownership ownership;
    private volatile String version = "";
    private volatile Supplier<String> configuration = () -> "";
    private volatile Instant since = Instant.EPOCH;
    private ScheduleLag.Counted counted;
    private long countedAt;
    private long lagMillis;

    Clustering(Foundation base, Probing probing, Evaluation evaluation, Notifying notifying, RememberedCalls calls) {
        this.base = base;
        this.probing = probing;
        this.evaluation = evaluation;
        this.ownership = base.store().ownership();
        this.targets = new TargetsAmongNodes(notifying.targets(), ownership, base.clock());
        this.others = new OtherNodes(
                evaluation.watchlist(),
                probing.heartbeats(),
                calls,
                notifying.delivery(),
                targets,
                ownership,
                base.clock());
    }

    /** Returns who owns what by the settings; nothing is shared before it is started. */
    static Ownership ownership(Settings settings, Store store) {
        ClusterSettings cluster = settings.cluster();
        if (!cluster.on() || store.isForTrial()) {
            return new Alone(() -> cluster.node().orElseGet(Engines::hostName));
        }
        String node = cluster.node().orElseGet(Engines::hostName);
        try {
            return new SharedOwnership(
                    node, store.cluster(cluster.name(), node), Engines.of(cluster, node, store.connectionSource()));
        } catch (Engines.Unusable e) {
            throw new StoreRefused(e.getMessage(), e);
        }
    }

    /**
     * Says what this node is; to be said before the start.
     *
     * @param fingerprint of checks and targets, as they are then
     */
    public void tells(String ofVersion, Supplier<String> fingerprint) {
        version = ofVersion;
        configuration = fingerprint;
    }

    void start() {
        since = base.clock().instant();
        SharedRecords records = evaluation.evaluator().shared();
        others.follow(records);
        targets.start();
        ownership.start(records, this::self);
        if (!ownership.isShared()) {
            base.store().others().ifPresent(Loggers.CLUSTER::warn);
        }
    }

    /** Tells other nodes again what they may not know; called every few seconds. */
    void renew() {
        targets.tellAll();
    }

    void close() {
        ownership.close();
    }

    private synchronized Node self() {
        int checks = evaluation.watchlist().size();
        if (ownership.isShared()) {
            AtomicInteger asked = new AtomicInteger();
            evaluation
                    .watchlist()
                    .forEach(one -> asked.addAndGet(ownership.asks(one.check().name()) ? 1 : 0));
            checks = asked.get();
        }
        boolean online = evaluation.connectivity().offlineSince().isEmpty();
        return new Node(
                ownership.node(),
                version,
                since,
                checks,
                lag(),
                configuration.get(),
                online,
                base.store().health().isGood(),
                true,
                "");
    }

    /** The lag of the last minute or so. */
    private long lag() {
        long now = System.nanoTime();
        ScheduleLag.Counted all = probing.runner().lag().counted();
        if (counted == null || now - countedAt > 60_000_000_000L) {
            lagMillis = (counted == null ? all : all.since(counted))
                    .quantile(MOST_RUNS)
                    .toMillis();
            counted = all;
            countedAt = now;
        } else {
            lagMillis =
                    Math.max(lagMillis, all.since(counted).quantile(MOST_RUNS).toMillis());
        }
        return lagMillis;
    }
}
