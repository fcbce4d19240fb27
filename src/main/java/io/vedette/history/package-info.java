/**
 * Past results, uptime and incidents of every check. For display only: no decision depends on it.
 *
 * <p>In: what happens, through {@link io.vedette.history.Recorder}. Out: {@link io.vedette.history.History}.
 */
package io.vedette.history;
