/**
 * HTTP as a probe needs it: requests, connections that are kept, redirects, logins for a token.
 *
 * <p>In: an {@link io.vedette.probe.http.HttpRequest}. Out: the response with its bytes as they came, or what is wrong with it, as an
 * answer.
 */
package io.vedette.probe.http;
