package io.vedette.cluster;

import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;

/** What one node says to the others; each hears it at most once, in the order in which it was stored. */
public sealed interface Signal {

    /** The stored record of a check has changed. */
    record Changed(String check) implements Signal {}

    /** Silences were added or ended. */
    record Silences() implements Signal {}

    /** Somebody did something, as JSON. */
    record Done(String act) implements Signal {}

    /** A check is to be run once, by the node that asks it. */
    record Run(String check) implements Signal {}

    /** A watched job has begun. */
    record Started(String check, Instant at) implements Signal {}

    /** A watched job has called. */
    record Beat(String check, Instant at, boolean failed, String message) implements Signal {}

    /**
     * A target is to be told that another one does not accept alerts, by the node that notifies it then. Without a text: it was told, or, where
     * no target is named, the other one accepts alerts again.
     */
    record Notice(String target, String about, String text) implements Signal {}

    /** Somebody signed out; known by the hash of what their browser keeps. */
    record SignedOut(String session) implements Signal {}

    /** How a target is doing, as JSON, by the node that notifies it. */
    record TargetHealth(String target, String text) implements Signal {}

    /** A message about a check came to another node than the one that decides about it, and is for that one to take. */
    record Observed(String node, String check, Instant at, Duration took, Verdict verdict) implements Signal {}
}
