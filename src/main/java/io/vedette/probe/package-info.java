/**
 * How a watched system is asked: what a probe is, what it brings back, and the names and connections that several kinds need.
 *
 * <p>In: a check's parameters. Out: an {@link io.vedette.probe.Observation}; a failed target is a result, never an exception. What speaks
 * one protocol is in {@code tls}, {@code http} and {@code dns}; {@code kind} has every probe by its name.
 */
package io.vedette.probe;
