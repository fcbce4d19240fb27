package io.vedette.discovery;

import io.vedette.probe.Attempt;
import java.util.List;

/** How one source is asked. */
interface Origin extends AutoCloseable {

    /**
     * Returns all targets there are now; that there is none is an answer too.
     *
     * @param attempt is cancelled when it takes too long
     * @throws Unanswered when nothing can be told
     */
    Answered look(Attempt attempt) throws Unanswered, InterruptedException;

    /**
     * What a source says.
     *
     * @param complaint why some of it could not be taken, whose targets are those from before; empty when all was
     * @param lacks whether the targets of that part are not known here: what counted before counts on beside these
     */
    record Answered(List<Target> targets, String complaint, boolean lacks) {

        Answered(List<Target> targets, String complaint) {
            this(targets, complaint, false);
        }

        Answered(List<Target> targets) {
            this(targets, "");
        }
    }

    @Override
    default void close() {}
}
