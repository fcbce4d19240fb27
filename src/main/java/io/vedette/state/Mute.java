package io.vedette.state;

/** What keeps problems from being told. Recoveries are never muted. */
public enum Mute {
    /** Nothing: problems are told. */
    NONE,
    /** The target says that it sleeps. */
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
