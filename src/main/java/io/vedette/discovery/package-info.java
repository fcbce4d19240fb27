/**
 * Who else knows what is to be watched: files, web addresses, DNS and Kubernetes, asked again and again.
 *
 * <p>In: {@link io.vedette.discovery.Source}s. Out: their {@link io.vedette.discovery.Target}s. {@link io.vedette.discovery.Discovery}
 * keeps the last good answer of each, over failures and restarts. What becomes of a target is not decided here.
 */
package io.vedette.discovery;
