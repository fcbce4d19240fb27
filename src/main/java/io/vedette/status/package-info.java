/**
 * What is shown: read models of what is watched, as JSON, as pages, as badges, and as a stream of what happens.
 *
 * <p>In: the running checks, their history, the targets. Out: HTTP responses. Nothing here changes anything by itself: what
 * an operator does goes through {@link io.vedette.status.Operations}.
 */
package io.vedette.status;
