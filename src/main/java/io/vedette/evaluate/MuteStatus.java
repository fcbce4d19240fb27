package io.vedette.evaluate;

import io.vedette.state.Mute;
import java.time.Instant;
import java.util.Optional;

/**
 * The mute that keeps targets from being notified of a check's problems right now.
 *
 * @param mute which mute; {@link Mute#NONE} if there is none. If several are on, an operator's comes before automatic ones
 * @param until when it ends, if known
 * @param reason why, in one line for a person: the operator's words or the dependency's name; empty if the mute says enough
 * @param by who muted it, in the operator's words; empty if unknown
 * @param awaitsAnswer whether its cause is over, and only the check's next answer is waited for
 */
public record MuteStatus(Mute mute, Optional<Instant> until, String reason, String by, boolean awaitsAnswer) {

    /** No mute is on. */
    static final MuteStatus NOT = new MuteStatus(Mute.NONE, Optional.empty(), "", "", false);

    static MuteStatus by(Mute mute, Optional<Instant> until, String reason) {
        return new MuteStatus(mute, until, reason, "", false);
    }

    static MuteStatus byOperator(Mute mute, Optional<Instant> until, String reason, String by) {
        return new MuteStatus(mute, until, reason, by, false);
    }

    /** Returns whether problems are muted. */
    public boolean isOn() {
        return mute != Mute.NONE;
    }
}
