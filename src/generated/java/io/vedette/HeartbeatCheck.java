// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

import java.time.Duration;

/** Waits for calls of a job, and reports one that is missed. The template {@code heartbeat}. */
public final class HeartbeatCheck extends CheckBuilder<HeartbeatCheck> {

    HeartbeatCheck(Checks all, String name) {
        super(all, "heartbeat", name);
    }

    /** The time between two calls, such as 1h; or give a schedule. */
    public HeartbeatCheck period(Duration period) {
        return parameter("period", time("period", period));
    }

    /** How late a call may be. 60s unless given. */
    public HeartbeatCheck grace(Duration grace) {
        return parameter("grace", time("grace", grace));
    }

    /** When the job runs, instead of period: a cron expression such as 0 3 * * *; a call is expected after each time. */
    public HeartbeatCheck schedule(String schedule) {
        return parameter("schedule", schedule);
    }

    /** The time zone of the schedule, such as Europe/Zurich; UTC if left out. */
    public HeartbeatCheck timeZone(String timeZone) {
        return parameter("timeZone", timeZone);
    }

    /** The longest time from /start to the call at the end, such as 2h; a longer run is degraded. */
    public HeartbeatCheck maxRunTime(Duration maxRunTime) {
        return parameter("maxRunTime", time("maxRunTime", maxRunTime));
    }

    /** What the job may call instead of the name, without password or token: 16 or more letters and digits; if left out, one that follows from the name. */
    public HeartbeatCheck secret(String secret) {
        return parameter("secret", secret);
    }
}
