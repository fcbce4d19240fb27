package io.vedette.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is stored of the calls of a watched job.
 *
 * @param check the check's name
 * @param started when a run began last, ended or not
 * @param ended the last call that told how a run went
 * @param output what the job said last; empty also where that was not asked for
 */
public record JobCalls(String check, Optional<Instant> started, Optional<Ended> ended, Optional<Output> output) {

    /**
     * The end of a run.
     *
     * @param exit the exit code that the job told
     * @param message what a failure is told by
     * @param ran how long the run took, where its beginning is known
     */
    public record Ended(Instant at, boolean failed, Optional<Integer> exit, String message, Optional<Duration> ran) {}

    /**
     * What a job said.
     *
     * @param event what the call told: start, success, fail, log
     */
    public record Output(Instant at, String event, String text) {}
}
