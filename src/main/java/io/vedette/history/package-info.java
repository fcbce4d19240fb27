/**
 * What was: results, uptime and incidents of every check. For showing only; nothing decides by it.
 *
 * <p>In: what happens, told to the {@link io.vedette.history.Recorder}. Out: {@link io.vedette.history.History}.
 */
package io.vedette.history;
