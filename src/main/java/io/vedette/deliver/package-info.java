/**
 * From the outbox to a target: claim, send, mark.
 *
 * <p>In: alerts that wait in the {@link io.vedette.store.Store}. Out: messages for senders, and what came of each.
 */
package io.vedette.deliver;
