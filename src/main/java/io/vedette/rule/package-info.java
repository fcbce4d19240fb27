/**
 * What an answer means: the words for it, and what more than one rule says or reads.
 *
 * <p>In: an {@link io.vedette.probe.Observation} and the present time. Out: a {@link io.vedette.rule.Verdict}. A {@link
 * io.vedette.rule.Rule} is a pure function and knows neither timers nor alerts. Each rule is in {@code kind}, or in {@code health} when it
 * reads what systems say of their own health.
 */
package io.vedette.rule;
