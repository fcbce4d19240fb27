/**
 * Who runs when: the pool that probes run on, the time each is held to, the order of runs of one check, and how late they
 * start.
 *
 * <p>In: checks that are due. Out: {@link io.vedette.probe.Observation}s, and what could not be observed for want of something of
 * our own. Nothing here judges or stores.
 */
package io.vedette.probing;
