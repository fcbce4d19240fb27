package io.vedette.status.source;

import io.vedette.config.values.Problem;
import io.vedette.selfhealth.SelfHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an operator may do through the API, and what is loaded. */
public interface Operations {

    /** Runs a check once beside its schedule, in the background. */
    Outcome run(String check);

    /**
     * Pauses a check: nobody is notified of its problems and it is shown as paused; everything else continues.
     *
     * @param time how long; empty for a pause that lasts until the check is resumed
     */
    Outcome pause(String check, Optional<Duration> time, String reason, String by);

    /** Resumes a paused check. */
    Outcome resume(String check);

    /** Mutes a check for a time. */
    default Outcome silence(String check, Duration time, String reason, String by) {
        return Outcome.NOT_OFFERED;
    }

    /** Ends the silence of a check. */
    default Outcome unsilence(String check) {
        return Outcome.NOT_OFFERED;
    }

    /** Sends a test alert to a target and waits for the outcome. */
    default Outcome test(String target) {
        return Outcome.NOT_OFFERED;
    }

    /** Reads the configuration again; empty where that is not offered. */
    default Optional<Reload> reload() {
        return Optional.empty();
    }

    /** Returns what is loaded. */
    Loaded loaded();

    /** Whether the start is over: all that is to run runs, and it is not being stopped. */
    boolean isStarted();

    /** Returns how Vedette itself is doing. */
    SelfHealth health();

    /** Returns how a check stands in its file; empty for one that stands in none. */
    Optional<Definition> definition(String check);

    /**
     * What came of an operation.
     *
     * @param done whether it was done
     * @param status the HTTP status when it was not: 409 not possible now, 501 not offered, 502 refused by somebody else
     * @param why what a person reads of why not
     */
    public record Outcome(boolean done, int status, String why) {

        /** It was done. */
        public static final Outcome DONE = new Outcome(true, 200, "");

        static final Outcome NOT_OFFERED = new Outcome(false, 501, "this installation does not offer it");

        /** It was tried, and somebody else refused it. */
        public static Outcome refusedBy(String other, String words) {
            return new Outcome(false, 502, other + ": " + words);
        }

        /** It cannot be done as things are. */
        public static Outcome notPossible(String why) {
            return new Outcome(false, 409, why);
        }
    }

    /**
     * How a check stands in its file.
     *
     * @param file the file as operators call it; null without one
     * @param line its line, counted from 1; null when it is not known
     * @param parameters as written, secrets masked
     */
    record Definition(String file, Integer line, List<Parameter> parameters) {}

    /** A parameter as written. */
    record Parameter(String name, String value) {}

    /** How a target is defined that is no plain route; file and line are null where settings make it. */
    record LoadedTarget(String name, String template, String file, Integer line, List<Parameter> parameters) {}

    /**
     * A source of targets, how it is doing.
     *
     * @param source the kind and where it is, without secrets
     * @param every the time between two looks, in milliseconds
     * @param targets how many targets count
     * @param answered when it last answered; null before the first time
     * @param failingSince since when it gives no answer that can be taken whole; null while it does
     * @param error why; null while it answers
     * @param heldSince since when an answer that would take away more than half of the targets waits for a second look; null while
     *     none does
     */
    record LoadedSource(
            String source,
            String file,
            int line,
            long everyMs,
            int targets,
            Instant answered,
            Instant failingSince,
            String error,
            Instant heldSince) {}

    /**
     * What is loaded.
     *
     * @param routes the folder of checks and notify routes
     * @param files the files in it that are loaded
     * @param lastReload what came of the last change; null when there was none
     * @param offline since when this machine is cut off; null while it is not
     */
    record Loaded(
            String version,
            Instant started,
            String routes,
            List<String> files,
            Instant loadedAt,
            int checks,
            List<String> targets,
            List<LoadedTarget> targetDefinitions,
            List<Setting> settings,
            List<LoadedSource> sources,
            Reload lastReload,
            StoreView store,
            Offline offline) {}

    /**
     * A setting in force.
     *
     * @param source {@code default}, or {@code set} for one that an operator gave
     */
    record Setting(String key, String value, String source) {}

    /**
     * What came of a change of the files.
     *
     * @param outcome loaded, rejected or unchanged
     * @param restartNeeded the changed settings that a restart alone brings into force
     */
    record Reload(Instant at, String outcome, List<Finding> problems, List<String> restartNeeded) {

        /** Whether nothing was changed because something is wrong. */
        public boolean wasRejected() {
            return outcome.equals("rejected");
        }
    }

    /** What is wrong with a file, and where; null where it is not known. */
    record Finding(String file, Integer line, String key, String message) {

        public static Finding of(Problem problem) {
            return new Finding(
                    problem.file(), problem.line() > 0 ? problem.line() : null, problem.key(), problem.message());
        }
    }

    /** How the store is doing: {@code ok} or {@code lost}. */
    record StoreView(String state, Instant since, String error, int unsaved) {}

    /** Since when this machine is cut off. */
    record Offline(Instant since) {}
}
