/**
 * Moving in from another monitor.
 *
 * <p>In: py-pinger's {@code pinger.ini} or Gatus's {@code config.yaml}. Out: {@link io.vedette.migrate.Migration}, the
 * settings and checks that say the same here, and everything that is said differently or not at all.
 */
package io.vedette.app.migrate;
