/**
 * Simulated systems to watch: one of every kind, with the answers that the real ones give, on loopback ports. Each is
 * healthy most of the time and fails in its own ways; its answer depends only on the time, so a demo can be
 * shown, and tested, without waiting.
 *
 * <p>In: a seed and a clock. Out: answers over HTTP, HTTPS, DNS and TCP, heartbeats, and the checks that watch them.
 */
package io.vedette.app.demo;
