/**
 * All settings: their keys, types, defaults and combinations, the placeholders in them, and the secrets that they hold.
 *
 * <p>In: {@code application.properties} and the environment. Out: {@link io.vedette.config.settings.Settings} and a list of
 * {@link io.vedette.config.values.Problem}s. Nothing here throws for what an operator wrote. A setting is one line of
 * {@link io.vedette.config.settings.SettingKey} and one component of {@link io.vedette.config.settings.Settings}.
 */
package io.vedette.config.settings;
