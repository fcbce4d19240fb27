/**
 * The {@code vedette:} component and the wiring: beside {@link io.vedette.App} the only place that knows Camel.
 *
 * <p>In: routes, and messages that are observations. Out: messages that are alerts.
 *
 * <p>Reloading: {@link io.vedette.camel.Reloader} reads and checks, {@link io.vedette.camel.Blueprint} and
 * {@link io.vedette.camel.Difference} compare, {@link io.vedette.camel.Changeover} touches what differs.
 *
 * <p>The own health: {@link io.vedette.camel.OwnHealthCheck} is what Camel asks, {@link io.vedette.camel.Wellbeing} what the
 * status server and the routes of {@link io.vedette.camel.HealthRoutes} ask.
 */
package io.vedette.camel;
