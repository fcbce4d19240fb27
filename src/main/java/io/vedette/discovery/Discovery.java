package io.vedette.discovery;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Problem;
import io.vedette.probe.Attempt;
import io.vedette.probe.kind.Probes;
import io.vedette.process.DaemonThreads;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.process.OwnTrouble;
import io.vedette.process.Periodic;
import io.vedette.process.ProcessEnd;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Asks sources for their targets, and keeps the last good answer of each. Whoever reads the configuration asks with
 * {@link #targets}; the sources of the one that then runs are {@linkplain #follow followed}. Safe for several threads.
 */
public final class Discovery implements AutoCloseable {

    /** The longest time of one look. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Origins origins;
    private final TargetCache cache;
    private final Secrets secrets;
    private final Clock clock;
    private final Map<String, Followed> known = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private final ExecutorService lookers = Executors.newCachedThreadPool(DaemonThreads.numbered("vedette-discovery"));
    private final ScheduledThreadPoolExecutor timer = Periodic.thread("vedette-discovery");
    private final Periodic task = Periodic.of("discovery", TICK, Periodic.USUALLY, this::look);

    /**
     * @param probes ask web addresses and DNS
     * @param kept the folder that keeps the targets over a restart
     */
    public Discovery(Probes probes, Path kept, Secrets secrets, Clock clock) {
        this(new Origins(probes), kept, secrets, clock);
    }

    Discovery(Origins origins, Path kept, Secrets secrets, Clock clock) {
        this.origins = origins;
        this.cache = new TargetCache(kept);
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Returns what is wrong with how a source is to be asked; keys are those of its options. */
    public List<Problem> problems(Source source) {
        return origins.problems(source);
    }

    /** Returns the task that asks followed sources, once it runs. */
    public Periodic task() {
        return task;
    }

    /** Begins to ask followed sources again and again. */
    public void start() {
        task.on(timer, TICK);
    }

    /**
     * Returns how the sources are doing, those that are not followed having been asked now, all at once; takes at most a little
     * over {@link #TIMEOUT}.
     *
     * @return in the order of the sources
     */
    public Map<Source, List<Target>> targets(Collection<Source> sources) {
        Set<Followed> all = new LinkedHashSet<>();
        for (Source source : sources) {
            all.add(known.computeIfAbsent(
                    source.id(), id -> new Followed(source, origins.of(source), cache.find(source))));
        }
        // Only now, as one that is taken for a look has to be asked.
        List<Followed> unknown = all.stream()
                .filter(one -> !one.isFollowed() || one.source().kind() == Source.Kind.FILE)
                .filter(Followed::begins)
                .toList();
        CountDownLatch left = new CountDownLatch(unknown.size());
        // Whoever reads gets what they say: that is no news afterwards.
        unknown.forEach(one -> begin(one, changed -> left.countDown()));
        try {
            if (!left.await(TIMEOUT.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                Loggers.RELOAD.warn("{} of {} sources of targets hang", left.getCount(), unknown.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Map<Source, List<Target>> targets = new LinkedHashMap<>();
        sources.forEach(source ->
                targets.put(source, known.get(source.id()).state().targets().orElse(List.of())));
        return targets;
    }

    /** Returns how a source that was asked is doing. */
    public SourceStatus status(Source source) {
        return Optional.ofNullable(known.get(source.id()))
                .map(one -> status(source, one))
                .orElseGet(() -> new SourceStatus(source, 0, Optional.empty(), Optional.empty(), "", Optional.empty()));
    }

    /** Returns how the followed sources are doing. */
    public List<SourceStatus> states() {
        return known.values().stream()
                .filter(Followed::isFollowed)
                .map(one -> status(one.source(), one))
                .sorted((one, other) -> place(one).compareTo(place(other)))
                .toList();
    }

    private static String place(SourceStatus status) {
        return status.source().file() + String.format(":%06d", status.source().line());
    }

    private SourceStatus status(Source source, Followed one) {
        SourceState state = one.state();
        return new SourceStatus(
                source,
                state.targets().map(List::size).orElse(0),
                state.answered(),
                state.failingSince(),
                secrets.mask(state.error()),
                state.heldSince());
    }

    /** Asks these sources at their own times from now on, and no other. */
    public void follow(Collection<Source> sources) {
        Map<String, Source> wanted = new LinkedHashMap<>();
        sources.forEach(source -> wanted.putIfAbsent(source.id(), source));
        Set<String> gone = new HashSet<>(known.keySet());
        gone.removeAll(wanted.keySet());
        gone.forEach(id -> Optional.ofNullable(known.remove(id)).ifPresent(one -> {
            one.follow(Optional.empty());
            one.close();
            cache.forget(id);
        }));
        wanted.forEach((id, source) -> {
            Followed one = known.get(id);
            if (one != null) {
                one.follow(Optional.of(source));
                cache.keep(source, one::kept);
            }
        });
    }

    /** Returns a number that is another one as soon as any followed source has other targets. */
    public long version() {
        return version.get();
    }

    private void look() {
        long now = System.nanoTime();
        known.values().stream()
                .filter(one -> one.isDue(now))
                .forEach(one -> begin(one, changed -> {
                    if (changed) {
                        version.incrementAndGet();
                    }
                }));
    }

    /** Asks it on another thread; whatever befalls that, it is noted, and the caller is told whether other targets count now. */
    private void begin(Followed one, Consumer<Boolean> end) {
        try {
            lookers.execute(() -> {
                boolean changed = false;
                try {
                    changed = ask(one);
                } finally {
                    end.accept(changed);
                }
            });
        } catch (Throwable e) { // Errors too: there may be no thread for it.
            couldNot(one, e);
            end.accept(false);
        }
    }

    /** Returns whether other targets count now. */
    private boolean ask(Followed one) {
        try {
            boolean changed = one.answered(look(one), clock.instant());
            if (changed) {
                cache.keep(one.source(), one::kept);
            }
            return changed;
        } catch (Unanswered e) {
            one.failed(e.getMessage(), clock.instant());
        } catch (InterruptedException e) {
            one.failed("was not asked to the end, as Vedette stops", clock.instant());
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // Errors too: it would never be asked again, and look healthy.
            couldNot(one, e);
        }
        return false;
    }

    private Origin.Answered look(Followed one) throws Unanswered, InterruptedException {
        Attempt attempt = new Attempt();
        ScheduledFuture<?> end = timer.schedule(attempt::cancel, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return one.origin().look(attempt);
        } finally {
            end.cancel(false);
        }
    }

    private void couldNot(Followed one, Throwable e) {
        ProcessEnd.unlessItIsMemory(e);
        Optional<OwnTrouble> ours = OwnTrouble.of(e);
        if (ours.isEmpty()) {
            Defects.report(Loggers.RELOAD, "a source of targets could not be asked; please report this", e);
        }
        one.failed("could not be asked: " + ours.map(OwnTrouble::message).orElseGet(e::toString), clock.instant());
    }

    @Override
    public void close() {
        task.close();
        timer.shutdownNow();
        lookers.shutdownNow();
        known.values().forEach(Followed::close);
    }
}
