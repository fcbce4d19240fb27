/**
 * Vedette: health checks and alert routing on Apache Camel. {@link io.vedette.App} starts the command line; the packages
 * below tell the rest in the order the data moves.
 */
package io.vedette;
