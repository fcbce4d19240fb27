package io.vedette.store;

import io.vedette.alert.Alert;
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

    /** A check was judged. */
    void result(Result result);

    /**
     * A check's state changed and was stored. An incident begins with the change to degraded or error, and ends with the
     * change to any other: to sleeping, paused and pending too, as nobody says then that the problem is still there.
     */
    void changed(String check, Transition transition);

    /** A target took an alert at a time. */
    void delivered(String target, Alert alert, Instant at);
}
