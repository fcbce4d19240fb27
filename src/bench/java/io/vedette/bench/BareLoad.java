package io.vedette.bench;

import io.vedette.probe.http.BareRequest;
import io.vedette.probing.ProbePool;
import io.vedette.probing.ScheduleLag;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine;

/**
 * What is left without a product: the same HTTP client, the same pool of threads, the same schedule, and nobody who looks
 * at what was read.
 */
final class BareLoad {

    private final ScheduleLag lag = new ScheduleLag();
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final ExecutorService pool = ProbePool.create();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Load load;

    private BareLoad(Load load) {
        this.load = load;
    }

    /** @param args what the address of an endpoint begins with, then a {@link Load} */
    public static void main(String[] args) throws Exception {
        Child.endWithParent();
        Load load = new Load();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(load))
                .parseArgs(java.util.List.of(args).subList(1, args.length).toArray(String[]::new));
        BareLoad bare = new BareLoad(load);
        bare.start(args[0]);
        new Measure(bare.lag, bare.done::sum, bare.failed::sum).over(load.warmUp, load.time);
        System.exit(0);
    }

    private void start(String server) {
        long interval = load.interval.toNanos();
        BareRequest.Client client = new BareRequest.Client();
        for (int check = 0; check < load.checks; check++) {
            BareRequest request = client.request(server + load.path(check), load.timeout);
            long first = check * interval / load.checks;
            long start = System.nanoTime() + first;
            timer.scheduleAtFixedRate(new Ticks(request, start), first, interval, TimeUnit.NANOSECONDS);
        }
    }

    private final class Ticks implements Runnable {

        private final BareRequest request;
        private long due;

        Ticks(BareRequest request, long due) {
            this.request = request;
            this.due = due;
        }

        @Override
        public void run() {
            long scheduled = due;
            due += load.interval.toNanos();
            pool.execute(() -> {
                lag.record(System.nanoTime() - scheduled);
                if (!request.send()) {
                    failed.increment();
                }
                done.increment();
            });
        }
    }
}
