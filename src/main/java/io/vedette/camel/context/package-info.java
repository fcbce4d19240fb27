/**
 * The Camel context that Vedette runs on, and what is put on it: templates and routes
 * ({@link io.vedette.camel.context.RouteInstaller}), self health, traces.
 *
 * <p>In: a {@link io.vedette.camel.load.Configuration}. Out: running routes.
 */
package io.vedette.camel.context;
