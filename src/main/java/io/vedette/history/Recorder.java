package io.vedette.history;

import io.vedette.alert.Alert;
import io.vedette.state.ClockStep;
import io.vedette.state.Transition;
import java.time.Instant;

/**
 * Records what {@link History} shows. Called while checks are judged, so nothing here waits for a disk or fails: everything
 * goes to memory and is written a moment later. Safe for several threads.
 */
public interface Recorder {

    /** Ignores everything, for a store that keeps no history. */
    Recorder NOBODY = new Recorder() {
        @Override
        public void result(Result result) {}

        @Override
        public void changed(String check, Transition transition) {}

        @Override
        public void delivered(String target, Alert alert, Instant at) {}
    };

    /** Records that a check was judged. */
    void result(Result result);

    /**
     * Records that a check's state changed and was stored. An incident begins with the change to degraded or error, and ends with
     * the change to ok. A check that falls asleep in an incident stays in it until it wakes up and is ok.
     */
    void changed(String check, Transition transition);

    /** Corrects incidents after the clock was set: open ones, and those that would now lie in the future. */
    default void clockWasSet(ClockStep step) {}

    /** Records that a target accepted an alert, and when. */
    void delivered(String target, Alert alert, Instant at);
}
