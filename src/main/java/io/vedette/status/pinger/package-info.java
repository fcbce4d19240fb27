/**
 * The paths of py-pinger's status server, answered as it answered them, and a sample of the tasks that it watched.
 *
 * <p>In: a request with a check's name or URL. Out: py-pinger's JSON ({@link io.vedette.status.pinger.CheckView}), to which fields were
 * added and of which none was taken away.
 */
package io.vedette.status.pinger;
