package io.vedette.camel;

import io.vedette.probe.HeartbeatBook;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import java.util.Optional;

/** What is known of a job's calls from before a restart: the state that they led to. */
final class RememberedCalls {

    private RememberedCalls() {}

    /**
     * Notes that a job failed, or that its call was missing: it holds until the job calls. Changes nothing for one that has
     * called since the start.
     */
    static void note(HeartbeatBook book, String check, CheckState stored) {
        // Stored by a version in which a pause still removed the cause: only the next call shows that the job is ok.
        boolean causeless = stored.health().isProblem() && stored.cause().isEmpty();
        Optional<Verdict> cause =
                stored.cause().filter(verdict -> stored.health().isProblem());
        Optional<Reason> reason = cause.flatMap(Verdict::reason);
        if (book.last(check).isPresent()) {
            return;
        }
        if (reason.equals(Optional.of(Reason.STATUS))) {
            book.beat(check, stored.since(), true, cause.orElseThrow().message());
        } else if (causeless || reason.equals(Optional.of(Reason.MISSED))) {
            book.missing(check, stored.since());
        }
    }
}
