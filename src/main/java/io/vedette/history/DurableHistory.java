package io.vedette.history;

import io.vedette.alert.Alert;
import io.vedette.cluster.Ownership;
import io.vedette.config.settings.Settings;
import io.vedette.database.SqlDatabase;
import io.vedette.database.StoreFailed;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.process.Periodic;
import io.vedette.state.CheckState;
import io.vedette.state.ClockStep;
import io.vedette.state.Transition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Keeps history in a database that may fail: results go to memory at once and to the database at most a second later, on a
 * thread of its own. While the database fails, history is kept in memory and read from there.
 */
public final class DurableHistory implements History, Recorder {

    private static final Logger LOG = Loggers.STORE;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** The seconds between two shards that are rolled up; each has its turn every five minutes or so. */
    private static final int ROLL_UP_EVERY = 20;
    // Others read what was written in a second at the latest some seconds later.
    private static final int LEFT_TO_OTHERS = 5;
    private static final int REFRESH_EVERY = 300;
    private static final int PRUNE_EVERY = 3_600;
    /** So many failures in a row are more than a short interruption. */
    private static final int MOST_FAILURES = 5;

    private final LiveHistory live;
    private final HistoryTables tables;
    private final BooleanSupplier usable;
    private final Clock clock;
    private final Consumer<String> gone;
    private final ScheduledThreadPoolExecutor thread = Periodic.thread("vedette-history");
    /** Reading everything again, or pruning, may take minutes. */
    private final Periodic task = Periodic.of("history", PAUSE, Duration.ofMinutes(5), () -> attempt(this::tick));

    /** Failures in a row; {@code trouble} is the reason of the last one. */
    private volatile int failures;

    private volatile String trouble = "";
    private volatile boolean opened;
    private volatile boolean asked;
    private volatile boolean clockWasSet;
    private volatile boolean shared;
    private volatile Consumer<List<Result>> others = results -> {};
    private long ticks;

    /**
     * Creates a history that is still closed.
     *
     * @param writer identifies this process
     * @param usable whether the store can use the database
     * @param states the state of every check by its name
     * @param gone gets every check whose state is deleted, long after it left the configuration
     */
    public DurableHistory(
            SqlDatabase database,
            String writer,
            Settings.History limits,
            Clock clock,
            BooleanSupplier usable,
            Supplier<Map<String, CheckState>> states,
            Consumer<String> gone) {
        this.live = new LiveHistory(limits.results());
        this.tables = new HistoryTables(database, writer, limits, clock, live, states);
        this.usable = usable;
        this.clock = clock;
        this.gone = gone;
    }

    /**
     * Reads what is stored, and starts to write.
     *
     * @param alone whether no other process can be using the database
     */
    public void open(boolean alone) {
        tables.open(alone);
        opened = true;
        thread.execute(() -> Defects.contain(
                LOG, "history cannot be read", () -> attempt(() -> tables.refresh(clock.instant(), shared))));
        task.on(thread, PAUSE);
    }

    /** Returns the state of its writing task; whether the database can be used at all is the store's to report. */
    public Periodic.State task() {
        Periodic.State state = task.state();
        boolean fails = failures >= MOST_FAILURES && usable.getAsBoolean();
        return state.complaint().isPresent() || !fails
                ? state
                : new Periodic.State(
                        state.name(), state.ago(), state.failures(), Optional.of("cannot be written: " + trouble));
    }

    /** Writes what is not written yet. */
    public void close() {
        task.close();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (opened && usable.getAsBoolean()) {
            attempt(() -> {
                tables.flush();
                tables.rollUpAll();
            });
        }
        opened = false;
    }

    /** Follows what other nodes write, where there are any. */
    public void share(Ownership ownership) {
        shared = ownership.isShared();
    }

    @Override
    public void onOthers(Consumer<List<Result>> listener) {
        others = listener;
    }

    @Override
    public void result(Result result) {
        live.result(result);
    }

    @Override
    public void changed(String check, Transition transition) {
        live.changed(check, transition);
    }

    /** Postpones pruning after the clock was set: it may soon be set back. */
    @Override
    public void clockWasSet(ClockStep step) {
        live.clockWasSet(step);
        clockWasSet = true;
    }

    @Override
    public void delivered(String target, Alert alert, Instant at) {
        live.delivered(target, alert, at);
    }

    @Override
    public List<Result> results(String check, Instant before, int most) {
        List<Result> newest = live.results(check, MemoryHistory.millis(before), most);
        return newest.size() >= most
                ? newest
                : stored(() -> tables.reader().results(check, before, most, newest))
                        .orElse(newest);
    }

    @Override
    public Map<String, List<Result>> latest(List<String> checks, int most) {
        return live.latest(checks, most, check -> results(check, Instant.MAX, most));
    }

    @Override
    public List<Uptime> uptime(String check, Instant now) {
        return WINDOWS.stream()
                .map(window -> Optional.ofNullable(
                                uptime(List.of(check), window, now).get(check))
                        .orElse(new Uptime(window, 0, 0)))
                .toList();
    }

    @Override
    public Map<String, Uptime> uptime(List<String> checks, Duration window, Instant now) {
        int number = WINDOWS.indexOf(window);
        if (number < 0) {
            throw new IllegalArgumentException("uptime is known for " + WINDOWS + ", not for " + window);
        }
        int first = HistoryTables.firstHour(window, now);
        int base = live.firstHour(number);
        long width = Resolution.of(window).width().toHours();
        if (base == Integer.MAX_VALUE || first < base || first > base + 2 * width) {
            stored(() -> {
                tables.refresh(now, shared);
                return true;
            });
        } else if (first != base) {
            asked = true;
        }
        return live.uptime(checks, window, first);
    }

    @Override
    public Map<String, Instant> since(Collection<String> checks) {
        return live.since(checks);
    }

    @Override
    public Map<String, List<Cell>> cells(List<String> checks, Instant now) {
        return live.cells(checks, now);
    }

    @Override
    public <T> Map<String, T> buckets(
            Collection<String> checks, Instant from, Instant to, Function<List<Bucket>, T> kept) {
        return stored(() -> tables.reader().buckets(checks, from, to, clock.instant(), kept))
                .orElseGet(() -> tables.reader().pending(checks, from, to, kept));
    }

    @Override
    public List<Incident> incidents(Collection<String> checks, Optional<Boolean> open, Instant before, int most) {
        return stored(() -> tables.reader().incidents(checks, open, before, most))
                .orElseGet(() -> live.incidents(checks, open, before, most));
    }

    private void tick() {
        if (!usable.getAsBoolean()) {
            return;
        }
        tables.attach();
        tables.flush();
        if (shared) {
            others.accept(tables.readOthers());
        }
        ticks = clockWasSet ? 1 : ticks + 1;
        clockWasSet = false;
        if (ticks % ROLL_UP_EVERY == 0) {
            tables.rollUp((int) (ticks / ROLL_UP_EVERY % SqlJournal.SHARDS), shared ? LEFT_TO_OTHERS : 0);
        }
        if (asked || ticks % REFRESH_EVERY == 0) {
            asked = false;
            tables.refresh(clock.instant(), shared);
        }
        if (ticks % PRUNE_EVERY == 0) {
            prune();
        }
    }

    /** Removes what is older than its retention; called every hour. */
    void prune() {
        tables.prune(gone);
    }

    /** Returns the database's answer; empty while it fails. */
    private <T> Optional<T> stored(Supplier<T> question) {
        if (!opened || failures > 0 || !usable.getAsBoolean()) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (StoreFailed e) {
            LOG.debug("history is read from memory only: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Logs once when history cannot be written, and once when it can again. */
    private void attempt(Runnable work) {
        try {
            work.run();
            if (failures > 0 && usable.getAsBoolean()) { // Otherwise nothing was tried.
                failures = 0;
                long dropped = live.takeDropped();
                LOG.info(
                        "history is written again{}",
                        dropped == 0 ? "" : "; " + dropped + " of its results are kept only as counts");
            }
        } catch (StoreFailed e) {
            if (fail(e.getMessage())) {
                LOG.warn("history cannot be written and is kept in memory meanwhile: {}", trouble);
            }
        } catch (RuntimeException e) {
            if (fail(StoreFailed.oneLine(e))) {
                LOG.error("history cannot be written; please report this", e);
            }
        }
    }

    /** Counts a failure; returns whether it is the first in a row. Called only by the thread that writes. */
    private boolean fail(String why) {
        trouble = why;
        failures = failures + 1;
        return failures == 1;
    }
}
