package io.vedette.state;

/** The reasons why targets are not notified of problems. Recoveries are never muted. */
public enum Mute {
    /** No mute: targets are notified of problems. */
    NONE,
    /** The watched system says that it sleeps. */
    SLEEPING,
    /** An operator paused the check. */
    PAUSED,
    /** An operator silenced the check for a time. */
    SILENCED,
    /** A maintenance window is on. */
    MAINTENANCE,
    /** A check that this one depends on fails. */
    DEPENDENCY,
    /** Vedette itself has no connection. */
    OFFLINE
}
