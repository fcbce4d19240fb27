package io.vedette.evaluate;

import io.vedette.state.Mute;
import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a check's problems from being told just now.
 *
 * @param mute which mute; {@link Mute#NONE} when problems are told. Where several hold, the one that an operator gave comes
 *     before those that come by themselves
 * @param until when it ends, where that is known beforehand
 * @param reason why, in one line for a person: an operator's words, the dependency's name; empty where there is no more to
 *     say than the mute itself
 * @param by who muted it, in an operator's words; empty where nobody said so
 * @param awaitsAnswer whether its cause is over, and the check is asked again before anything is told of it
 */
public record MuteStatus(Mute mute, Optional<Instant> until, String reason, String by, boolean awaitsAnswer) {

    /** Problems are told. */
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
