/**
 * From files to checks and routes, with the lines that messages name.
 *
 * <p>In: the routes folder and the templates of the jar. Out: a {@link io.vedette.camel.load.Configuration} with everything that is
 * wrong with it. {@link io.vedette.camel.load.ConfigurationReader} has the files parsed by
 * {@link io.vedette.camel.load.RouteParser}, makes a {@link io.vedette.camel.load.CheckPlan} of each check, and has plain routes
 * looked at by {@link io.vedette.camel.load.PlainRoutes}. Nothing here runs.
 */
package io.vedette.camel.load;
