/**
 * The table of all that is served, and the server that answers by it.
 *
 * <p>In: requests ({@link io.vedette.status.http.Request}), wherever they come from. Out: responses. {@link io.vedette.status.Routes}, with
 * {@link io.vedette.status.ApiRoutes}, says of each path who may ask, which threads answer, how large a body may be, and which handler
 * makes the answer; {@link io.vedette.status.StatusServer} goes by it. What any path needs is in {@code http} and {@code access}, what is
 * shown in {@code source}, the handlers in {@code api}, {@code page} and {@code pinger}.
 */
package io.vedette.status;
