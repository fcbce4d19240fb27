package io.vedette.state;

import io.vedette.rule.Text;
import java.time.Instant;
import java.util.Locale;

/**
 * What somebody did.
 *
 * @param id tells it from others; in the order of ids acts happened
 * @param at when
 * @param who the user or the name of the token, with the name that was given in brackets; where nothing is asked for, that name alone.
 *     Empty where nobody said
 * @param kind what was done
 * @param what the check, the target, or what a silence is about; empty where it was done to none
 * @param reason why, in their words; may be empty
 */
public record Act(String id, Instant at, String who, Kind kind, String what, String reason) {

    /** The most characters of a person's name that are kept: two names of a hundred, one in brackets. */
    private static final int LONGEST_WHO = 203;

    private static final int LONGEST_WHAT = 2_000;
    /** A note takes more than a reason. */
    private static final int LONGEST_REASON = 2_000;

    /** What can be done. */
    public enum Kind {
        ACKNOWLEDGE,
        UNACKNOWLEDGE,
        PAUSE,
        RESUME,
        SILENCE,
        UNSILENCE,
        RUN,
        RELOAD,
        TEST,
        /** A note of an incident, for colleagues. */
        NOTE,
        /** A note of an incident that outsiders read too. */
        PUBLISH,
        /** Planned work that outsiders are told of. */
        ANNOUNCE,
        WITHDRAW,
        /** A check that was added in the dashboard. */
        ADD,
        EDIT,
        DELETE,
        /** The last of these, taken back. */
        UNDO;

        /** Returns it as it is stored and shown. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the kind of a code. */
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public Act {
        who = Text.bounded(who, LONGEST_WHO);
        what = Text.bounded(what, LONGEST_WHAT);
        reason = Text.bounded(reason, LONGEST_REASON);
    }
}
