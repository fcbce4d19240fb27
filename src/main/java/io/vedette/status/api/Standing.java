package io.vedette.status.api;

import io.vedette.evaluate.MuteStatus;
import io.vedette.evaluate.Watched;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.status.source.Sources;
import java.util.Locale;

/** What a check asks of people: the parts of the overview, in their order. */
enum Standing {
    /** In error, and nobody has it nor keeps it quiet: what the headline counts. */
    ATTENTION,
    DEGRADED,
    /** A problem that somebody has in hand. */
    ACKNOWLEDGED,
    /** A problem that is told to nobody: silenced, under maintenance, or one that follows from another. */
    SILENCED,
    PENDING,
    SLEEPING,
    PAUSED,
    OK;

    static Standing of(Sources sources, Watched watched) {
        CheckState state = watched.record().state();
        Health shown = state.shown();
        if (!shown.isProblem()) {
            return valueOf(shown.name());
        }
        if (state.acknowledgement().isPresent()) {
            return ACKNOWLEDGED;
        }
        MuteStatus mute = sources.mutes().of(watched);
        return mute.isOn() ? SILENCED : shown == Health.ERROR ? ATTENTION : DEGRADED;
    }

    /** Returns whether there is a problem. */
    boolean isProblem() {
        return compareTo(SILENCED) <= 0;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
