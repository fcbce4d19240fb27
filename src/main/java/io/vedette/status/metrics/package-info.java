/**
 * What monitoring systems see: every metric described once, and read at every scrape.
 *
 * <p>In: the current checks, targets and periodic tasks ({@link io.vedette.status.metrics.MetricSources}), counters ({@link
 * io.vedette.status.metrics.Totals}). Out: the text of {@code /metrics}, or meters in a host's registry.
 */
package io.vedette.status.metrics;
