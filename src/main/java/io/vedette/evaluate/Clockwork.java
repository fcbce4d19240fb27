package io.vedette.evaluate;

import io.vedette.probing.Connectivity;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import org.slf4j.Logger;

/**
 * What changes by time alone, without a new verdict: the clock is set, silences, pauses and maintenance windows end, checks that flapped settle, a
 * dependency is back and those that depend on it are asked again, the own connection is to be looked at. To be wound
 * about once a second, by one thread.
 */
public final class Clockwork {

    private static final Logger LOG = Loggers.HEALTH;

    private final Watchlist watchlist;
    private final Evaluator keeper;
    private final Connectivity connectivity;

    public Clockwork(Watchlist watchlist, Evaluator keeper, Connectivity connectivity) {
        this.watchlist = watchlist;
        this.keeper = keeper;
        this.connectivity = connectivity;
    }

    /** Looks at everything once. Never throws: what goes wrong for one check is logged and tried again the next time. */
    public void tick() {
        Defects.contain(LOG, "the clock cannot be read", keeper::lookAtClock);
        Defects.contain(LOG, "the connection of this machine cannot be tested", connectivity::look);
        watchlist.forEach(watched -> Defects.contain(
                LOG, "check " + watched.check().name() + " cannot be looked at again", () -> keeper.passTime(watched)));
    }
}
