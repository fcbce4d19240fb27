/**
 * Simulated systems to watch: one of every kind, with the answers that the real ones give, on loopback ports. Each is
 * well most of the time and falls ill in its own ways; what it answers is a function of the time alone, so a demo can be
 * looked at, and tested, without waiting.
 *
 * <p>In: a seed and a clock. Out: answers over HTTP, HTTPS, DNS and TCP, heartbeats, and the checks that watch them.
 */
package io.vedette.app.demo;
