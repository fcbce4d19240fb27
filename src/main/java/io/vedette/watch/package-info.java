/**
 * What is being watched now: the running checks and the threads that probe them, the one step that takes a verdict to
 * state and outbox, the mutes and the clockwork that ends them, and the hand-over of alerts to targets; and the judgement
 * whether all of that works.
 *
 * <p>In: observations. Out: commits to the {@link io.vedette.store.Store}, and alerts claimed from it.
 */
package io.vedette.watch;
