package io.vedette.status.source;

import io.vedette.config.values.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reloads the configuration while everything runs, and keeps the outcomes. Safe for several threads. */
public interface Reloads {

    /** Reads the configuration now and, if all of it is valid, switches to it. Returns when that is done. */
    Outcome reload();

    /** Returns what is loaded now, and how the last readings ended. */
    State state();

    /** How a reading ended. */
    enum Result {
        /** What differed runs now. */
        APPLIED,
        /** The files are valid, and nothing differs from the active configuration. */
        UNCHANGED,
        /** Something is wrong with it: nothing changed. */
        REJECTED,
        /** It was well, but a part of it could not be started: what ran before runs again. */
        ROLLED_BACK
    }

    /**
     * What came of one reading.
     *
     * @param at when it ended
     * @param added names of checks and notify routes that were added
     * @param changed names of those that were changed
     * @param removed names of those that were removed
     * @param settings keys whose new value counts now
     * @param needRestart keys whose new value counts after a restart only
     * @param problems all that was found; those that rejected it are errors, the others warnings
     */
    public record Outcome(
            Instant at,
            Result result,
            List<String> added,
            List<String> changed,
            List<String> removed,
            List<String> settings,
            List<String> needRestart,
            List<Problem> problems) {

        public Outcome {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
            settings = List.copyOf(settings);
            needRestart = List.copyOf(needRestart);
            problems = List.copyOf(problems);
        }

        /** Whether what was read is what runs. */
        public boolean isTaken() {
            return result == Result.APPLIED || result == Result.UNCHANGED;
        }
    }

    /**
     * What is loaded now.
     *
     * @param folder the folder of routes
     * @param files the files that what runs was read from, as shown to operators
     * @param checks how many checks run
     * @param loaded when what runs was read
     * @param last the last reading; empty before the first
     * @param rejected the last reading that was rejected or rolled back, kept until another takes its place
     * @param taken readings that were taken, since the start
     * @param refused readings that were rejected or rolled back, since the start
     */
    record State(
            String folder,
            List<String> files,
            int checks,
            Instant loaded,
            Optional<Outcome> last,
            Optional<Outcome> rejected,
            long taken,
            long refused) {

        public State {
            files = List.copyOf(files);
        }

        /** Whether the configuration as it stands now is not the one that runs, because it was refused. */
        public boolean isBehind() {
            return last.filter(outcome -> !outcome.isTaken()).isPresent();
        }
    }
}
