/**
 * Every probe by its name ({@link io.vedette.probe.kind.Probes}), and those that need no protocol: a TCP connection, the calls of a watched
 * job.
 *
 * <p>In: the parameters of a check, and what all checks share. Out: its {@link io.vedette.probe.Probe}.
 */
package io.vedette.probe.kind;
