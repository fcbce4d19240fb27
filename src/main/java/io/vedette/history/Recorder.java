package io.vedette.history;

import io.vedette.alert.Alert;
import io.vedette.state.ClockStep;
import io.vedette.state.Transition;
import java.time.Instant;

/**
 * What {@link History} is told as it happens. Called where checks are judged, so nothing here waits for a disk or fails:
 * what is told is kept in memory and written a moment later. Safe for several threads.
 */
public interface Recorder {

    /** Takes what is told to nobody: of a store that keeps no history. */
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
     * Records that a check's state changed and was stored. An incident begins with the change to degraded or error, and ends with the
     * change to ok. Whoever falls asleep in one is in it still, until it wakes up and says that it is well.
     */
    void changed(String check, Transition transition);

    /** Moves incidents along with a clock that was set: those that go on, and those that it says are yet to come. */
    default void clockWasSet(ClockStep step) {}

    /** Records that a target took an alert, and when. */
    void delivered(String target, Alert alert, Instant at);
}
