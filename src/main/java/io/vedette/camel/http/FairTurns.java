package io.vedette.camel.http;

import io.vedette.process.DaemonThreads;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.process.ProcessEnd;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * A few threads that many clients share: each client's work waits in a line of its own, and the lines take turns, so that one who
 * sends a flood waits behind itself alone. What is too much is refused at once. Safe for several threads; never blocks.
 */
final class FairTurns implements AutoCloseable {

    private static final Logger LOG = Loggers.HTTP;

    private final int atOnce;
    private final int mostOfOne;
    private final int most;
    private final ExecutorService threads;
    private final Map<String, Queue<Runnable>> lines = new LinkedHashMap<>();
    private int waiting;
    private int running;

    /**
     * @param name of its threads
     * @param atOnce so many run at the same time
     * @param mostOfOne so many of one client wait
     * @param most so many wait in all
     */
    FairTurns(String name, int atOnce, int mostOfOne, int most) {
        this.atOnce = atOnce;
        this.mostOfOne = mostOfOne;
        this.most = most;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                atOnce, atOnce, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DaemonThreads.numbered(name));
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * Has it run when its turn comes.
     *
     * @return false when too much waits already, or all is over: it will not be run
     */
    synchronized boolean offer(String client, Runnable work) {
        Queue<Runnable> line = lines.get(client);
        if (threads.isShutdown() || waiting >= most || line != null && line.size() >= mostOfOne) {
            return false;
        }
        if (running < atOnce) {
            return start(work);
        }
        lines.computeIfAbsent(client, key -> new ArrayDeque<>()).add(work);
        waiting++;
        return true;
    }

    private boolean start(Runnable work) {
        try {
            threads.execute(() -> runAll(work));
            running++;
            return true;
        } catch (OutOfMemoryError e) { // No thread can be made: clients are asked to come later.
            ProcessEnd.unlessItIsMemory(e);
            return false;
        }
    }

    private void runAll(Runnable first) {
        for (Runnable work = first; work != null; work = next()) {
            Defects.contain(LOG, "work of the status server failed", work);
        }
    }

    private synchronized Runnable next() {
        Iterator<Map.Entry<String, Queue<Runnable>>> all = lines.entrySet().iterator();
        if (!all.hasNext()) {
            running--;
            return null;
        }
        Map.Entry<String, Queue<Runnable>> foremost = all.next();
        String client = foremost.getKey();
        Queue<Runnable> line = foremost.getValue();
        all.remove();
        Runnable work = line.remove();
        waiting--;
        if (!line.isEmpty()) {
            lines.put(client, line); // To the end of those who wait.
        }
        return work;
    }

    /** Starts nothing new; what runs is not stopped. */
    @Override
    public synchronized void close() {
        threads.shutdown();
        lines.clear();
        waiting = 0;
    }
}
