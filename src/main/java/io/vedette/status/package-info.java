/**
 * What is shown: read models of what is watched, as JSON and as a page.
 *
 * <p>In: the running checks. Out: HTTP responses. Nothing here changes anything.
 */
package io.vedette.status;
