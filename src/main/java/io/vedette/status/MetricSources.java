package io.vedette.status;

import io.vedette.process.Periodic;
import io.vedette.store.Store;
import io.vedette.watch.Connectivity;
import io.vedette.watch.Mutes;
import io.vedette.watch.OwnTroubles;
import io.vedette.watch.ProbeRunner;
import io.vedette.watch.Reloads;
import io.vedette.watch.Targets;
import io.vedette.watch.Totals;
import io.vedette.watch.Watchlist;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What metrics are read from, at the moment they are asked for.
 *
 * @param version of Vedette
 * @param runner what probes run on
 * @param tasks how what is done again and again is doing
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
        OwnTroubles troubles,
        Supplier<List<Periodic.State>> tasks,
        Optional<Reloads> reloads,
        Clock clock) {}
