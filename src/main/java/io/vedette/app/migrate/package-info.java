/**
 * Imports from another monitor.
 *
 * <p>In: py-pinger's {@code pinger.ini} or Gatus's {@code config.yaml}. Out: {@link io.vedette.app.migrate.Migration}, the
 * settings and checks that mean the same here, and a note on everything that differs or is left out.
 */
package io.vedette.app.migrate;
