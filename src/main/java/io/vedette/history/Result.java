package io.vedette.history;

import io.vedette.rule.Status;
import java.time.Duration;
import java.time.Instant;

/**
 * One judged answer of a check, as history keeps it.
 *
 * @param check the check's name
 * @param at when it was asked
 * @param status the verdict on this answer alone, before thresholds
 * @param took how long the probe took
 * @param reason the reason's code; empty if ok
 * @param message one line for a person; empty if ok
 */
public record Result(String check, Instant at, Status status, Duration took, String reason, String message) {}
