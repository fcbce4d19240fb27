/**
 * The words of operators: durations, parameters, problems with their place, secrets.
 *
 * <p>In: text from {@code application.properties}, the environment and {@code routes/}. Out: typed values and a list of
 * {@link io.vedette.config.Problem}s. Nothing here throws for what an operator wrote.
 */
package io.vedette.config;
