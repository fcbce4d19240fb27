package io.vedette.probing;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands a task to the thread that became idle last: what it worked with is still near the processor, and threads that
 * were needed for a moment only end. Refuses a task when no thread is idle, so that the pool grows before tasks wait.
 */
final class LatestIdleFirst extends SynchronousQueue<Runnable> {

    private static final long serialVersionUID = 1;

    private final transient Deque<Runnable> waiting = new ConcurrentLinkedDeque<>();
    /** Threads that look for a task, or just found one. */
    private final AtomicInteger idle = new AtomicInteger();

    /** Keeps a task for the next thread that becomes idle. */
    void later(Runnable task) {
        waiting.add(task);
        // A thread that saw none waiting, just before, is idle now or in a moment.
        while (idle.get() > 0) {
            Runnable next = waiting.poll();
            if (next == null) {
                return;
            }
            if (!offer(next)) {
                waiting.addFirst(next);
                Thread.yield();
            }
        }
    }

    @Override
    public Runnable take() throws InterruptedException {
        idle.incrementAndGet();
        try {
            Runnable next = waiting.poll();
            return next == null ? super.take() : next;
        } finally {
            idle.decrementAndGet();
        }
    }

    @Override
    public Runnable poll(long time, TimeUnit unit) throws InterruptedException {
        idle.incrementAndGet();
        try {
            Runnable next = waiting.poll();
            return next == null ? super.poll(time, unit) : next;
        } finally {
            idle.decrementAndGet();
        }
    }

    @Override
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public int size() {
        return waiting.size();
    }
}
