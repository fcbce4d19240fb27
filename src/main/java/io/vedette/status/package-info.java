/**
 * What is shown: read models of what is watched, as JSON, as pages, as badges, and as a stream of what happens.
 *
 * <p>In: the running checks, their history, the targets. Out: HTTP responses. Nothing here changes anything by itself: what
 * an operator does goes through {@link io.vedette.status.Operations}. {@link io.vedette.status.Routes} is the table of all that is
 * served: who may ask, which threads answer, how large a body may be, and the handler. {@link io.vedette.status.Access} is the gate
 * before all of it.
 */
package io.vedette.status;
