// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

import java.time.Duration;

/** Sends ICMP echo requests by the ping of this machine. The template {@code ping}. */
public final class PingCheck extends CheckBuilder<PingCheck> {

    PingCheck(Checks all, String name) {
        super(all, "ping", name);
    }

    /** The host, a name or an address. Must be given. */
    public PingCheck host(String host) {
        return parameter("host", host);
    }

    /** How many requests are sent, one a second. 3 unless given. */
    public PingCheck count(int count) {
        return parameter("count", String.valueOf(count));
    }

    /** The percentage of requests that may stay without an answer. 0 unless given. */
    public PingCheck maxLoss(int maxLoss) {
        return parameter("maxLoss", String.valueOf(maxLoss));
    }

    /** The longest average time of an answer, such as 100ms; more is degraded. */
    public PingCheck maxRoundTrip(Duration maxRoundTrip) {
        return parameter("maxRoundTrip", time("maxRoundTrip", maxRoundTrip));
    }

    /** 4 or 6, to ask an address of that protocol. */
    public PingCheck ipVersion(String ipVersion) {
        return parameter("ipVersion", ipVersion);
    }
}
