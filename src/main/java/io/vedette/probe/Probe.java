package io.vedette.probe;

/**
 * How one check asks. A probe never throws for what a watched system does: a failed target is a result. It blocks the
 * calling thread; whoever runs it holds it to the check's timeout by cancelling the attempt.
 */
@FunctionalInterface
public interface Probe {

    /**
     * Asks once.
     *
     * @param attempt tells when to give up; the answer of a cancelled attempt is thrown away
     */
    Answer ask(Attempt attempt) throws InterruptedException;

    /** Returns whether asking once more, as {@code retries} do, can bring another answer. */
    default boolean isRepeatable() {
        return true;
    }

    /** Returns what is asked, as a URL that may be shown: credentials are masked. Empty when there is nothing to show. */
    default String address() {
        return "";
    }
}
