/**
 * The one step that takes a verdict to state and outbox: judge, change the state, compare it with what each target was last notified
 * of, store both at once; the mutes, and what time alone changes.
 *
 * <p>In: observations. Out: commits to the {@link io.vedette.store.Store}. {@link io.vedette.evaluate.Evaluator} is the step,
 * {@link io.vedette.evaluate.Reconciler} the decision whom to notify.
 */
package io.vedette.evaluate;
