package io.vedette.evaluate;

import io.vedette.probing.Connectivity;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;

/**
 * The assembled stage that takes verdicts to states and the outbox.
 *
 * @param watchlist the checks that are watched
 * @param mutes pauses and silences, and which mute is on
 * @param connectivity whether this machine itself is connected
 * @param clockwork does what is due by time alone
 * @param clockSteps notices that the clock was set
 */
public record Evaluation(
        Watchlist watchlist,
        Evaluator evaluator,
        MuteService mutes,
        Connectivity connectivity,
        Clockwork clockwork,
        ClockSteps clockSteps) {

    /**
     * Creates the stage.
     *
     * @param judging the time that rules see; differs from {@code clock} only for trying rules
     */
    public static Evaluation of(
            Targets targets,
            Store store,
            Clock clock,
            Clock judging,
            Connectivity connectivity,
            ClockSteps clockSteps) {
        Watchlist watchlist = new Watchlist();
        Evaluator evaluator = new Evaluator(watchlist, targets, store, clock, judging, connectivity, clockSteps);
        return new Evaluation(
                watchlist,
                evaluator,
                new MuteService(evaluator, watchlist, clock),
                connectivity,
                new Clockwork(watchlist, evaluator, connectivity),
                clockSteps);
    }
}
