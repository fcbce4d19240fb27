/**
 * A request and its answer, whatever the path: parameters, JSON, errors, files of the jar, and which threads a request may take.
 *
 * <p>In: what a client sent ({@link io.vedette.status.http.Request}). Out: what it is answered ({@link
 * io.vedette.status.http.Response}). Nothing here knows what is watched.
 */
package io.vedette.status.http;
