/**
 * Vedette running: as a process of its own ({@link io.vedette.camel.run.Standalone}) or inside an application
 * ({@link io.vedette.camel.run.Embedding}).
 *
 * <p>In: settings. Out: started routes, the status server, the self health.
 */
package io.vedette.camel.run;
