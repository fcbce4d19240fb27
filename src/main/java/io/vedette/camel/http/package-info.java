/**
 * The front on Camel's HTTP server: connections and their limits, requests, answers, the event stream, the certificate.
 *
 * <p>In: bytes of clients. Out: requests for {@link io.vedette.status.StatusServer}, and its answers to the clients.
 */
package io.vedette.camel.http;
