/**
 * What is shown: read models of what is watched, as JSON and as a page.
 *
 * <p>In: the running checks. Out: HTTP responses. Nothing here changes anything. {@link io.vedette.status.Access} is the
 * gate before all of it, {@link io.vedette.status.SecurityHeaders} goes with every answer.
 */
package io.vedette.status;
