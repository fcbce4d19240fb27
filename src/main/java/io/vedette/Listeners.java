package io.vedette;

import io.vedette.alert.Alert;
import io.vedette.config.values.Causes;
import io.vedette.config.values.MaskedUrl;
import io.vedette.process.Loggers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;

/**
 * What an application's listeners are told, in the order in which it happened, on a thread of their own: one that takes its time
 * or throws keeps no check from being judged. Safe for several threads.
 */
final class Listeners {

    /** Events that wait at most; a listener that is so far behind misses the newer ones. */
    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = Loggers.CHECK;

    private final CamelContext context;
    private final List<Consumer<CheckTransition>> ofTransitions = new CopyOnWriteArrayList<>();
    private final List<Consumer<Alert>> ofAlerts = new CopyOnWriteArrayList<>();
    private final AtomicLong failures = new AtomicLong();
    private ExecutorService thread;

    Listeners(CamelContext context) {
        this.context = context;
    }

    Runnable addToTransitions(Consumer<CheckTransition> listener) {
        ofTransitions.add(listener);
        return () -> ofTransitions.remove(listener);
    }

    Runnable addToAlerts(Consumer<Alert> listener) {
        ofAlerts.add(listener);
        return () -> ofAlerts.remove(listener);
    }

    boolean areOfTransitions() {
        return !ofTransitions.isEmpty();
    }

    void tell(CheckTransition transition) {
        tell(ofTransitions, transition, "the change of check " + transition.check());
    }

    void tell(Alert alert) {
        tell(ofAlerts, alert, "an alert of check " + alert.check());
    }

    long failures() {
        return failures.get();
    }

    private <T> void tell(List<Consumer<T>> listeners, T event, String what) {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            thread().execute(() -> listeners.forEach(listener -> tell(listener, event, what)));
        } catch (RejectedExecutionException e) {
            long count = failures.incrementAndGet();
            if (context.getStatus().isStarted()) {
                LOG.warn(
                        "the application's listeners were not told of {}: {} events wait already ({} so far)",
                        what,
                        MOST_WAITING,
                        count(count));
            }
        }
    }

    private <T> void tell(Consumer<T> listener, T event, String what) {
        try {
            listener.accept(event);
        } catch (Throwable e) { // Whatever it is: the next listener is told all the same.
            LOG.warn(
                    "a listener of the application failed at {} ({} so far): {}",
                    what,
                    count(failures.incrementAndGet()),
                    named(e));
            LOG.debug("the failure of the listener", e);
        }
    }

    private static String count(long failures) {
        return failures == 1 ? "1 failure" : failures + " failures";
    }

    private static String named(Throwable e) {
        Throwable root = Causes.root(e);
        String type = root.getClass().getName();
        return root.getMessage() == null ? type : type + ": " + MaskedUrl.of(root.getMessage());
    }

    private synchronized ExecutorService thread() {
        if (thread == null || thread.isShutdown()) { // The context was stopped, and started again.
            ThreadPoolProfile one = new ThreadPoolProfile("vedette-listeners");
            one.setPoolSize(1);
            one.setMaxPoolSize(1);
            one.setMaxQueueSize(MOST_WAITING);
            one.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
            thread = context.getExecutorServiceManager().newThreadPool(this, "vedette-listeners", one);
        }
        return thread;
    }
}
