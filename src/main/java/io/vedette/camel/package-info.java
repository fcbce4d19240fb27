/**
 * The {@code vedette:} component and the wiring: beside {@link io.vedette.App} the only place that knows Camel.
 *
 * <p>In: routes, and messages that are observations. Out: messages that are alerts.
 */
package io.vedette.camel;
