package io.vedette.status;

import io.vedette.store.Store;
import io.vedette.watch.Connectivity;
import io.vedette.watch.Mutes;
import io.vedette.watch.ProbeRunner;
import io.vedette.watch.Reloads;
import io.vedette.watch.Targets;
import io.vedette.watch.Totals;
import io.vedette.watch.Watchlist;
import java.time.Clock;
import java.util.Optional;

/**
 * What metrics are read from, at the moment they are asked for.
 *
 * @param version of Vedette
 * @param runner what probes run on
 * @param reloads empty where the configuration is not read again
 */
public record MetricSources(
        String version,
        Watchlist watchlist,
        Targets targets,
        Store store,
        Mutes mutes,
        Connectivity connectivity,
        ProbeRunner runner,
        Totals totals,
        Optional<Reloads> reloads,
        Clock clock) {}
