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
        if (!stored.health().isProblem() || book.last(check).isPresent()) {
            return;
        }
        Optional<Verdict> cause = stored.cause();
        Optional<Reason> reason = cause.flatMap(Verdict::reason);
        if (reason.equals(Optional.of(Reason.STATUS))) {
            book.beat(check, stored.since(), true, cause.orElseThrow().message());
        } else if (reason.equals(Optional.of(Reason.MISSED))) {
            book.missing(check, stored.since());
        }
    }
}
