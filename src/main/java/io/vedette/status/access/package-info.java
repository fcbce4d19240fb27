/**
 * Who may ask for what: the gate before all that is served.
 *
 * <p>In: a request, and who may send such a one ({@link io.vedette.status.access.Scope}). Out: an {@link
 * io.vedette.status.access.Admission}, after the limits for each client, the names of this server, its own pages, and password or token
 * ({@link io.vedette.status.access.Access}).
 */
package io.vedette.status.access;
