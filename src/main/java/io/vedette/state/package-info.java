/**
 * What changed: the state machine, flapping, and the throttle.
 *
 * <p>In: verdicts. Out: a {@link io.vedette.state.Transition}, and per target whether and why it is to be told.
 */
package io.vedette.state;
