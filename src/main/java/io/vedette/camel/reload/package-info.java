/**
 * Another configuration while everything runs: read away from the running context, compared, and taken over with undo.
 *
 * <p>In: an edit, a signal, a call. Out: the difference, applied; or the problems, and nothing changed.
 * {@link io.vedette.camel.reload.ReloadCandidate} reads, {@link io.vedette.camel.reload.Difference} compares,
 * {@link io.vedette.camel.reload.ReloadTransaction} touches what differs, with an {@link io.vedette.camel.reload.UndoLog}.
 */
package io.vedette.camel.reload;
