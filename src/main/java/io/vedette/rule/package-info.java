/**
 * What an answer means.
 *
 * <p>In: an {@link io.vedette.probe.Observation} and the present time. Out: a {@link io.vedette.rule.Verdict}. Rules are
 * pure functions and know neither timers nor alerts.
 */
package io.vedette.rule;
