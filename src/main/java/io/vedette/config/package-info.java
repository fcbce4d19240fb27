/**
 * The words of operators: settings, durations, parameters, problems with their place, secrets.
 *
 * <p>In: text from {@code application.properties}, the environment and {@code routes/}. Out:
 * {@link io.vedette.config.Settings}, typed values and a list of {@link io.vedette.config.Problem}s. Nothing here throws
 * for what an operator wrote. A setting is one line of {@link io.vedette.config.SettingKey} and one component of
 * {@link io.vedette.config.Settings}.
 */
package io.vedette.config;
