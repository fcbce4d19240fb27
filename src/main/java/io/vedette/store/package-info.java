/**
 * What must last: the state of every check, the outbox of what is still to be told, and the history of
 * what was.
 *
 * <p>In: records with a version. Out: the same records, after a restart too where the store is durable. Beside
 * them the {@link io.vedette.store.Recorder} takes what happens, and {@link io.vedette.store.History} tells it.
 */
package io.vedette.store;
