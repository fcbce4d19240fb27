/**
 * What changed: the state machine, flapping, and the throttle.
 *
 * <p>In: verdicts. Out: a {@link io.vedette.state.Transition}, and for each target whether and why to notify it.
 */
package io.vedette.state;
