/**
 * What people look at without a login: badges, and the status page of what is published.
 *
 * <p>In: a request. Out: SVG and HTML, of what outsiders may know ({@link io.vedette.status.page.PublicState}). The dashboard is no part of
 * it: that is files of the jar, which read the API.
 */
package io.vedette.status.page;
