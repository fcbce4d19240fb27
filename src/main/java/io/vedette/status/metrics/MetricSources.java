package io.vedette.status.metrics;

import io.vedette.discovery.SourceStatus;
import io.vedette.evaluate.MuteService;
import io.vedette.evaluate.Watchlist;
import io.vedette.probing.Connectivity;
import io.vedette.probing.ProbeRunner;
import io.vedette.process.Periodic;
import io.vedette.selfhealth.OwnTroubles;
import io.vedette.status.source.Reloads;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What metrics are read from at every scrape.
 *
 * @param version of Vedette
 * @param runner runs the probes
 * @param tasks states of the periodic tasks
 * @param reloads empty where the configuration is never reloaded
 * @param discovered the sources of targets
 */
public record MetricSources(
        String version,
        Watchlist watchlist,
        Targets targets,
        Store store,
        MuteService mutes,
        Connectivity connectivity,
        ProbeRunner runner,
        Totals totals,
        OwnTroubles troubles,
        Supplier<List<Periodic.State>> tasks,
        Optional<Reloads> reloads,
        Supplier<List<SourceStatus>> discovered,
        Clock clock) {}
