/**
 * Vedette running: as a process of its own ({@link io.vedette.camel.run.Standalone}) or inside an application
 * ({@link io.vedette.camel.run.Embedding}).
 *
 * <p>A process sets up Camel by its settings ({@code StandaloneContext}), reads the routes folder ({@code ReadConfiguration}),
 * puts it on the context and starts it, and then answers, reloads and watches its own health ({@code Serving}).
 *
 * <p>In: settings. Out: started routes, the status server, the self health.
 */
package io.vedette.camel.run;
