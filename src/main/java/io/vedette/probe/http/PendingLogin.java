package io.vedette.probe.http;

import io.vedette.config.values.Durations;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Deadline;
import io.vedette.probe.http.TokenLogin.Outcome;
import io.vedette.process.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One login under way, for all who wait for it. It runs on a thread of its own and takes {@link #LEAST} at most, or as long
 * as the most patient of those who wait; nobody who gives up ends it for the others. Safe for several threads.
 */
final class PendingLogin {

    /** What a login may take, however short the timeout of the check that asked for it. */
    static final Duration LEAST = Duration.ofSeconds(10);

    private final TokenLogin login;
    private final Attempt attempt = new Attempt();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final long start = System.nanoTime();
    private long most = LEAST.toNanos();

    /** @param login does it, and is told how it ended before those who wait are */
    PendingLogin(TokenLogin login) {
        this.login = login;
    }

    void start() {
        DaemonThreads.start("vedette-login", this::run);
        lookAgainIn(most);
    }

    /** Returns its outcome, for one who waits; cutting that one's attempt short ends this wait alone. */
    Outcome await(Attempt waiting, Deadline deadline) throws InterruptedException, TimeoutException {
        long left = deadline.left().toNanos();
        lastFor(left);
        CompletableFuture<Outcome> own = outcome.copy();
        waiting.onCancel(() -> own.cancel(false));
        try {
            return own.get(left, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a login failed by a defect", e.getCause());
        }
    }

    private synchronized void lastFor(long nanos) {
        most = Math.max(most, System.nanoTime() - start + nanos);
    }

    private synchronized long left() {
        return most - (System.nanoTime() - start);
    }

    private void run() {
        try {
            end(login.outcome(attempt));
        } catch (RuntimeException | Error e) {
            login.ended(this, login.trouble(Kind.UNREACHABLE, "failed: " + e));
            outcome.completeExceptionally(e);
        }
    }

    private void look() {
        long left = left();
        if (outcome.isDone()) {
            return;
        }
        if (left > 0) {
            lookAgainIn(left);
            return;
        }
        Duration took = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        end(login.trouble(Kind.TIMEOUT, "no complete answer within " + Durations.format(took)));
        attempt.cancel();
    }

    private void lookAgainIn(long nanos) {
        Executor later = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
        later.execute(this::look);
    }

    private void end(Outcome how) {
        login.ended(this, how);
        outcome.complete(how);
    }
}
