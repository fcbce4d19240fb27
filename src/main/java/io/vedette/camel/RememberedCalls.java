package io.vedette.camel;

import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.HeartbeatOutput;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.store.JobCalls;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The calls of jobs beyond this process: those that come here are stored within a second; those from before a restart, or that came to
 * another node, are noted. Safe for several threads.
 */
final class RememberedCalls {

    private final HeartbeatBook book;
    private final Store store;
    private final Clock clock;
    /** What was stored before the start: one question, not one for each check. Empty before it is asked, and once it may have changed. */
    private Map<String, JobCalls> before = Map.of();

    private boolean isAsked;
    private boolean isRunning;

    RememberedCalls(HeartbeatBook book, Store store, Clock clock) {
        this.book = book;
        this.store = store;
        this.clock = clock;
    }

    /** Stores what came since the last time; what cannot be stored now is stored later. To be called every second, on no event loop. */
    void keep() {
        runs();
        List<String> names = book.takeUnkept();
        List<JobCalls> calls = names.stream().map(this::calls).toList();
        boolean done = false;
        try {
            done = store.calls().keep(calls, clock.instant());
        } finally {
            if (!done) {
                names.forEach(book::keep);
            }
        }
        if (done) {
            calls.forEach(one -> one.output()
                    .ifPresent(
                            said -> book.kept(one.check(), new HeartbeatOutput(said.at(), said.event(), said.text()))));
        }
    }

    private synchronized void runs() {
        isRunning = true;
        before = Map.of();
    }

    private JobCalls calls(String check) {
        Optional<Instant> began = book.startedAt(check);
        return new JobCalls(
                check,
                began,
                book.last(check)
                        .map(end -> new JobCalls.Ended(end.at(), end.failed(), end.exit(), end.message(), end.ran())),
                book.output(check).map(said -> new JobCalls.Output(said.at(), said.event(), said.text())));
    }

    /** Notes what is stored of a check's calls, as far as it is newer than what is known. */
    void note(String check) {
        stored(check)
                .ifPresent(calls -> book.remember(
                        check,
                        calls.ended()
                                .map(end -> new HeartbeatBook.Entry(
                                        notLater(end.at()), end.failed(), end.message(), end.exit(), end.ran())),
                        calls.started().map(this::notLater)));
    }

    /** A call that a node noted whose clock is ahead: until then all others would count as older. */
    private Instant notLater(Instant at) {
        Instant now = clock.instant();
        return at.isAfter(now) ? now : at;
    }

    private synchronized Optional<JobCalls> stored(String check) {
        if (isRunning) {
            return store.calls().find(check);
        }
        if (!isAsked) {
            isAsked = true;
            before = store.calls().all().stream()
                    .collect(Collectors.toMap(JobCalls::check, Function.identity(), (one, other) -> other));
        }
        return Optional.ofNullable(before.get(check));
    }

    /**
     * Notes what is stored of a check's calls. That a job failed, or that its call was missing, holds until the job calls, even if the
     * call was not stored; it changes nothing for one that has called since.
     */
    void note(String check, CheckState state) {
        if (book.last(check).isEmpty()) {
            note(check);
        }
        // Stored by a version in which a pause still removed the cause: only the next call shows that the job is ok.
        boolean causeless = state.health().isProblem() && state.cause().isEmpty();
        Optional<Verdict> cause = state.cause().filter(verdict -> state.health().isProblem());
        Optional<Reason> reason = cause.flatMap(Verdict::reason);
        if (reason.equals(Optional.of(Reason.STATUS))) {
            boolean isKnown = book.last(check)
                    .filter(end -> end.failed() || !end.at().isBefore(state.since()))
                    .isPresent();
            if (!isKnown) {
                book.beat(check, state.since(), true, cause.orElseThrow().message());
            }
        } else if (causeless || reason.equals(Optional.of(Reason.MISSED))) {
            book.missing(check, state.since());
        }
    }
}
