package io.vedette.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loggers of Vedette, named for those who read the log and not after classes. Each has a level of its own; which
 * lines stand under which is listed in {@code docs/operations.md}.
 */
public final class Loggers {

    /** Start and stop: what is watched, where it listens, how it ended. */
    public static final Logger START = LoggerFactory.getLogger("vedette.start");

    /** Checks: changes of state, pauses, silences, lost connections, responses while debugging. */
    public static final Logger CHECK = LoggerFactory.getLogger("vedette.check");

    /** Alerts: what is sent to which target and why, what a target refused. The shipped log target writes here too. */
    public static final Logger ALERT = LoggerFactory.getLogger("vedette.alert");

    /** Reloads of settings and routes: what changed, what was refused and why. */
    public static final Logger RELOAD = LoggerFactory.getLogger("vedette.reload");

    /** The database, both state and history: lost, back, locked. */
    public static final Logger STORE = LoggerFactory.getLogger("vedette.store");

    /** The status server: requests that failed, clients for whom there is no room. */
    public static final Logger HTTP = LoggerFactory.getLogger("vedette.http");

    /** The health of Vedette itself: its parts, its heartbeat, its machine, its own defects. */
    public static final Logger HEALTH = LoggerFactory.getLogger("vedette.health");

    /** The other nodes: who asks what, who is gone, which configurations differ. */
    public static final Logger CLUSTER = LoggerFactory.getLogger("vedette.cluster");

    /** The simulated systems of the demo. */
    public static final Logger DEMO = LoggerFactory.getLogger("vedette.demo");

    private Loggers() {}
}
