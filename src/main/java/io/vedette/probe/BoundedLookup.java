package io.vedette.probe;

import io.vedette.config.values.Durations;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.process.DaemonThreads;
import io.vedette.process.OwnTrouble;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A lookup that keeps to a deadline. The system's own takes no timeout and does not heed an interrupt, so it runs on
 * threads of its own; a probe that gives up leaves one behind until the resolver library gives up too.
 */
public final class BoundedLookup {

    /** While resolvers are down, this many lookups hang at most; the others wait for their turn, then give up. */
    private static final int MOST_THREADS = 64;

    private static final ExecutorService THREADS = threads();

    private BoundedLookup() {}

    /** Returns the addresses of the host, never none. */
    public static List<InetAddress> addresses(Lookup lookup, String host, Deadline deadline)
            throws Unreached, InterruptedException {
        Future<List<InetAddress>> found = THREADS.submit(() -> lookup.addresses(host));
        try {
            List<InetAddress> addresses = found.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            if (addresses.isEmpty()) {
                throw unknown(host);
            }
            return addresses;
        } catch (TimeoutException e) {
            OwnTrouble.ofLookup().ifPresent(trouble -> {
                throw new NotAsked(trouble);
            });
            throw new Unreached(
                    Kind.TIMEOUT,
                    "looking up the name " + host + " did not end within " + Durations.format(deadline.timeout()));
        } catch (ExecutionException e) {
            NotAsked.unlessTheirs(e.getCause());
            if (e.getCause() instanceof IpVersion.NoSuchVersion) {
                throw new Unreached(Kind.UNREACHABLE, e.getCause().getMessage());
            }
            if (e.getCause() instanceof UnknownHostException) {
                throw unknown(host);
            }
            if (e.getCause() instanceof SecurityException) {
                throw new Unreached(Kind.MISCONFIGURED, e.getCause().getMessage());
            }
            throw new Unreached(Kind.UNREACHABLE, "looking up the name " + host + " failed: " + e.getCause());
        } finally {
            found.cancel(true);
        }
    }

    private static Unreached unknown(String host) {
        return new Unreached(Kind.UNREACHABLE, "the name " + host + " has no address");
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("vedette-lookup"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
