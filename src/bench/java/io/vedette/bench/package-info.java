/**
 * Load runs and benchmarks; see docs/benchmarks.md. Everything that is measured runs in a process of its own: the endpoints,
 * Vedette, and the bare loop that it is compared with.
 */
package io.vedette.bench;
