/**
 * From the outbox to a target: claim, send, mark.
 *
 * <p>In: alerts that wait in the {@link io.vedette.store.Store}. Out: messages for senders; their outcomes go back to the store.
 */
package io.vedette.deliver;
