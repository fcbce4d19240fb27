/**
 * What programs ask and tell, in JSON: the handlers of the API, the stream of events, Vedette's own health, the calls of watched jobs.
 *
 * <p>In: a request, with the name in its path. Out: JSON, of what the sources know at that moment. Lists are answered a page at a time
 * ({@link io.vedette.status.api.Paged}).
 */
package io.vedette.status.api;
