/**
 * The {@code vedette:} component and the wiring: beside {@link io.vedette.App} the only place that knows Camel.
 *
 * <p>In: routes, and messages that are observations. Out: messages that are alerts.
 *
 * <p>Reading: {@link io.vedette.camel.ConfigurationReader} has the files parsed by {@link io.vedette.camel.RouteParser}, makes a
 * {@link io.vedette.camel.CheckPlan} of each check, and has plain routes looked at by {@link io.vedette.camel.PlainRoutes}.
 *
 * <p>Running: {@link io.vedette.camel.Standalone} is a process of its own, on {@link io.vedette.camel.CamelMain};
 * {@link io.vedette.camel.Embedding} is the same in an application. {@link io.vedette.camel.Assembly} puts what was read on the
 * context, {@link io.vedette.camel.VedetteService} is what its endpoints share.
 *
 * <p>Reloading: {@link io.vedette.camel.Reloader} reads again, on a scratch context, by {@link io.vedette.camel.Rereading};
 * {@link io.vedette.camel.Blueprint} and {@link io.vedette.camel.Difference} compare, {@link io.vedette.camel.Changeover} touches
 * what differs, in {@link io.vedette.camel.ReversibleSteps}.
 *
 * <p>Showing: {@link io.vedette.camel.StatusFront} has the status server found on Camel's HTTP server, and what that does not
 * route answered too.
 *
 * <p>The own health: {@link io.vedette.camel.OwnHealthCheck} is what Camel asks, {@link io.vedette.camel.Wellbeing} what the
 * status server and the routes of {@link io.vedette.camel.HealthRoutes} ask.
 */
package io.vedette.camel;
