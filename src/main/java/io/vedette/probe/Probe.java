package io.vedette.probe;

/**
 * How one check asks. A probe never throws for what a watched system does: a failed target is a result. It blocks the
 * calling thread; whoever runs it holds it to the check's timeout.
 */
@FunctionalInterface
public interface Probe {

    /** Asks once. */
    Answer ask() throws InterruptedException;
}
