// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

import java.time.Duration;

/** Waits for calls of a job, and reports one that is missed. The template {@code heartbeat}. */
public final class HeartbeatCheck extends CheckBuilder<HeartbeatCheck> {

    HeartbeatCheck(Checks all, String name) {
        super(all, "heartbeat", name);
    }

    /** The time between two calls, such as 1h. Must be given. */
    public HeartbeatCheck period(Duration period) {
        return parameter("period", time("period", period));
    }

    /** How late a call may be. 60s unless given. */
    public HeartbeatCheck grace(Duration grace) {
        return parameter("grace", time("grace", grace));
    }
}
