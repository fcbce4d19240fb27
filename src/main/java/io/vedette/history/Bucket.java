package io.vedette.history;

import java.time.Duration;
import java.time.Instant;

/**
 * The counted results of one check in an hour or a day.
 *
 * @param from the beginning, inclusive
 * @param width an hour or a day
 * @param ok results that were ok
 * @param degraded results that were degraded
 * @param error results that were errors
 * @param sleeping results while the watched system slept
 * @param tookMean the mean time of a probe
 * @param tookMost the longest time of a probe
 */
public record Bucket(
        Instant from,
        Duration width,
        long ok,
        long degraded,
        long error,
        long sleeping,
        Duration tookMean,
        Duration tookMost) {}
