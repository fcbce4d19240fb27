package io.vedette.discovery;

import io.vedette.process.Loggers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One source that is asked, and what came of it. Safe for several threads; it is asked by one at a time. */
final class Followed implements AutoCloseable {

    private Source source;
    private final Origin origin;
    private SourceState state = SourceState.UNKNOWN;
    private boolean isFollowed;
    private boolean isAsked;
    private long nextLook;

    Followed(Source source, Origin origin, Optional<List<Target>> kept) {
        this.source = source;
        this.origin = origin;
        kept.ifPresent(targets -> state = state.remembering(targets));
    }

    synchronized Source source() {
        return source;
    }

    Origin origin() {
        return origin;
    }

    synchronized SourceState state() {
        return state;
    }

    /** Asks it at its own times from now on, or no longer. */
    synchronized void follow(Optional<Source> now) {
        isFollowed = now.isPresent();
        now.ifPresent(one -> {
            nextLook = Math.min(nextLook, System.nanoTime() + one.every().toNanos());
            source = one;
        });
    }

    synchronized boolean isFollowed() {
        return isFollowed;
    }

    /** Returns the targets to keep over a restart; nothing once it is no longer followed. */
    synchronized Optional<List<Target>> kept() {
        return isFollowed ? state.targets() : Optional.empty();
    }

    /** Takes it for a look, if it is due. */
    synchronized boolean isDue(long nanos) {
        boolean due = isFollowed && !isAsked && nanos - nextLook >= 0;
        isAsked |= due;
        return due;
    }

    /** Takes it for a look now; false while another is under way. */
    synchronized boolean begins() {
        boolean mine = !isAsked;
        isAsked = true;
        return mine;
    }

    /**
     * Notes an answer, and tells when it comes to be another story.
     *
     * @return whether other targets count now
     */
    boolean answered(Origin.Answered answer, Instant now) {
        return change(state().answered(answer, now, source().every()));
    }

    /** Notes that there was no answer. */
    void failed(String why, Instant now) {
        change(state().failed(why, now));
    }

    private boolean change(SourceState next) {
        SourceState before;
        synchronized (this) {
            before = state;
            state = next;
            isAsked = false;
            nextLook = System.nanoTime() + source.every().toNanos();
        }
        if (isFollowed()) {
            tell(before, next);
        }
        return next.differs(before);
    }

    private void tell(SourceState before, SourceState next) {
        int size = next.targets().map(List::size).orElse(0);
        String count = size + (size == 1 ? " target" : " targets");
        if (next.failingSince().isPresent() && before.failingSince().isEmpty()) {
            Loggers.RELOAD.warn("{} (the source {}) fails, its {} stay: {}", place(), source(), count, next.error());
        } else if (next.failingSince().isEmpty() && before.failingSince().isPresent()) {
            Loggers.RELOAD.info("{} (the source {}) answers again, with {}", place(), source(), count);
        }
        if (next.heldSince().isPresent() && before.heldSince().isEmpty()) {
            Loggers.RELOAD.warn(
                    "{} (the source {}) names {} of its {} no longer; that waits for a second look",
                    place(),
                    source(),
                    next.heldLoss().size(),
                    count);
        }
    }

    private String place() {
        return source().file() + ":" + source().line();
    }

    @Override
    public void close() {
        origin.close();
    }
}
