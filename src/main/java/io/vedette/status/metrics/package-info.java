/**
 * What monitoring systems see: one description of every metric, read at the moment it is asked for.
 *
 * <p>In: the running checks, targets and own tasks ({@link io.vedette.status.metrics.MetricSources}), counts of what was done ({@link
 * io.vedette.status.metrics.Totals}). Out: the text of {@code /metrics}, or meters in the registry of a host.
 */
package io.vedette.status.metrics;
