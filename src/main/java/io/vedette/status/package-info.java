/**
 * What is shown: read models of what is watched, as JSON, as pages, as badges, as metrics, and as a stream of
 * what happens.
 *
 * <p>In: the running checks, their history, the targets. Out: HTTP responses. Nothing here changes anything by itself: what
 * an operator does goes through {@link io.vedette.status.Operations}. {@link io.vedette.status.Access} is the
 * gate before all of it, {@link io.vedette.status.SecurityHeaders} goes with every answer.
 */
package io.vedette.status;
