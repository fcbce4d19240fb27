/**
 * How a watched system is asked.
 *
 * <p>In: a check's parameters. Out: an {@link io.vedette.probe.Observation}; a failed target is a result, never an
 * exception.
 */
package io.vedette.probe;
