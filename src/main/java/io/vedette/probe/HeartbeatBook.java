package io.vedette.probe;

import io.vedette.process.Standstill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The last heartbeat of each check, and the gaps between those that nobody has looked at, kept in memory. Whoever takes the
 * calls checks first that the name is a check's, so that strangers cannot fill it. What came to this process is noted until it is
 * {@linkplain #takeUnkept stored}. Safe for use by several threads.
 */
public final class HeartbeatBook {

    /** More of a message than this is not kept. */
    private static final int LONGEST_MESSAGE = 2_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Instant> watched = new ConcurrentHashMap<>();
    private final Map<String, Instant> missing = new ConcurrentHashMap<>();
    private final Map<String, Gap> gaps = new ConcurrentHashMap<>();
    private final Map<String, Instant> looked = new ConcurrentHashMap<>();
    private final Map<String, Instant> started = new ConcurrentHashMap<>();
    /** What is not stored yet: where it is, it need not be here. */
    private final Map<String, HeartbeatOutput> outputs = new ConcurrentHashMap<>();

    private final Set<String> unkept = ConcurrentHashMap.newKeySet();
    private volatile Optional<Instant> opened = Optional.of(Instant.MIN);
    private final UnaryOperator<Duration> standstill;

    public HeartbeatBook() {
        this(Standstill.ofThisProcess()::within);
    }

    /** @param standstill how much of so long a time before now this process stood still */
    public HeartbeatBook(UnaryOperator<Duration> standstill) {
        this.standstill = standstill;
    }

    /**
     * One heartbeat.
     *
     * @param at when it came
     * @param failed whether it reports a failure
     * @param message what it says; empty when it says nothing
     * @param exit the exit code that it tells
     * @param ran how long the run took that it ends; empty where nobody said when that began
     */
    public record Entry(Instant at, boolean failed, String message, Optional<Integer> exit, Optional<Duration> ran) {

        /** One of a run of which nothing more is known. */
        public Entry(Instant at, boolean failed, String message) {
            this(at, failed, message, Optional.empty(), Optional.empty());
        }
    }

    /**
     * A time without a call that is over.
     *
     * @param from the call before it, or when calls began to be seen
     * @param to the call that ended it
     */
    public record Gap(Instant from, Instant to) {

        private Gap longer(Gap other) {
            boolean mine = Duration.between(from, to).compareTo(Duration.between(other.from, other.to)) >= 0;
            return mine ? this : other;
        }
    }

    /**
     * Notes a heartbeat. One that is older than what is known changes nothing, so a stored one may be put back at any
     * time after a restart.
     *
     * @param message what the caller says, or null
     */
    public void beat(String name, Instant at, boolean failed, String message) {
        beat(name, at, failed, message, Optional.empty());
    }

    /** Notes a heartbeat that perhaps tells an exit code. */
    public void beat(String name, Instant at, boolean failed, String message, Optional<Integer> exit) {
        String text = message == null ? "" : message;
        Optional<Duration> ran = Optional.ofNullable(started.remove(name))
                .filter(begin -> !begin.isAfter(at))
                .map(begin -> Duration.between(begin, at));
        Entry entry = new Entry(at, failed, HeartbeatOutput.beginning(text, LONGEST_MESSAGE), exit, ran);
        entries.compute(name, (key, known) -> {
            if (known != null && at.isBefore(known.at())) {
                return known;
            }
            heardSince(name, known)
                    // A call that waited until this process ran again came as late as that.
                    .map(from -> from.plus(standstill(from, at)))
                    .filter(from -> from.isBefore(at))
                    .ifPresent(from -> gaps.merge(name, new Gap(from, at), Gap::longer));
            return entry;
        });
        missing.remove(name);
    }

    /** Notes that a run begins. Of several only the last is timed; one that is heard of after its end has ended. */
    public void started(String name, Instant at) {
        if (last(name).filter(end -> end.at().isAfter(at)).isEmpty()) {
            started.put(name, at);
        }
    }

    /**
     * Notes what is stored of calls that this process did not see, such as those before its start: what is known and newer stays, and
     * there is no gap before them.
     */
    public void remember(String name, Optional<Entry> end, Optional<Instant> start) {
        end.ifPresent(stored ->
                entries.merge(name, stored, (known, now) -> now.at().isBefore(known.at()) ? known : now));
        start.filter(at -> last(name).filter(known -> !known.at().isBefore(at)).isEmpty())
                .ifPresent(at -> started.merge(name, at, (known, now) -> now.isBefore(known) ? known : now));
    }

    /** Notes that something came that is to be stored. */
    public void keep(String name) {
        unkept.add(name);
    }

    /** Returns the checks whose calls are to be stored; the next call returns those that were noted since. */
    public List<String> takeUnkept() {
        List<String> taken = List.copyOf(unkept);
        unkept.removeAll(taken);
        return taken;
    }

    /** Notes that what a job said is stored. */
    public void kept(String name, HeartbeatOutput output) {
        outputs.remove(name, output);
    }

    /** Returns when the run began that has not ended; empty while none is known. */
    public Optional<Instant> startedAt(String name) {
        return Optional.ofNullable(started.get(name));
    }

    /** Returns whether the job says when its runs begin. */
    public boolean hasRunTimes(String name) {
        return started.containsKey(name) || last(name).flatMap(Entry::ran).isPresent();
    }

    /** Keeps what a job said with its last call; a call that says nothing takes the place of one that did, unless it begins a run. */
    public void said(String name, HeartbeatOutput output) {
        if (!output.text().isEmpty() || !output.event().equals("start")) {
            outputs.put(name, output);
        }
    }

    /** Returns what a job said with its last call, as long as that is not stored. */
    public Optional<HeartbeatOutput> output(String name) {
        return Optional.ofNullable(outputs.get(name));
    }

    /** Returns how much of the time since the last call, or since calls are seen, none could come: this process stood still. */
    public Duration unheard(String name, Instant now) {
        return heardSince(name, entries.get(name))
                .map(from -> standstill(from, now))
                .orElse(Duration.ZERO);
    }

    private Optional<Instant> heardSince(String name, Entry known) {
        return watchedSince(name).map(since -> known == null || known.at().isBefore(since) ? since : known.at());
    }

    private Duration standstill(Instant from, Instant now) {
        // Before the server listens there is no beginning.
        return from.isBefore(now) && from.isAfter(Instant.EPOCH)
                ? standstill.apply(Duration.between(from, now))
                : Duration.ZERO;
    }

    /** Takes calls of a check from now on, unless it did before: a redefined check continues where it was. */
    public void watch(String name, Instant now) {
        watched.putIfAbsent(name, now);
    }

    /** Notes that no call can come until {@link #open}: nobody listens yet. */
    public void close() {
        opened = Optional.empty();
    }

    /** Notes that calls can come from now on. */
    public void open(Instant now) {
        opened = Optional.of(now);
    }

    /** Returns since when calls of a check are seen; empty while none can come. */
    public Optional<Instant> watchedSince(String name) {
        return opened.flatMap(
                since -> Optional.ofNullable(watched.get(name)).map(taken -> taken.isAfter(since) ? taken : since));
    }

    /**
     * Returns what nobody has looked at yet: the longest gap between calls that ended since the last look.
     *
     * @param now when it is looked at
     */
    public Look look(String name, Instant now) {
        Instant before = looked.put(name, now);
        return new Look(Optional.ofNullable(before), Optional.ofNullable(gaps.remove(name)));
    }

    /** Notes that another node has looked at the calls until now, and this one will from now on. */
    public void takeOver(String name, Instant now) {
        gaps.remove(name);
        looked.put(name, now);
    }

    /**
     * A look at a check's calls.
     *
     * @param before when they were looked at before; empty for the first time
     * @param gap the longest gap that ended since
     */
    public record Look(Optional<Instant> before, Optional<Gap> gap) {}

    /**
     * Notes that a call was missing before a restart, so that the restart does not count as one. Changes nothing when a call
     * has come.
     *
     * @param since when it was found missing
     */
    public void missing(String name, Instant since) {
        if (last(name).filter(call -> !call.at().isBefore(since)).isEmpty()) {
            missing.put(name, since);
        }
    }

    /** Returns since when a call is known to be missing from before a restart; empty when one has come. */
    public Optional<Instant> missingSince(String name) {
        return Optional.ofNullable(missing.get(name));
    }

    /** Returns the last heartbeat of a check. */
    public Optional<Entry> last(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * Moves what is known along with a clock that was set: calls came as long ago as they did.
     *
     * @param moved a time that was noted, as the clock of now would have noted it
     */
    public void clockWasSet(UnaryOperator<Instant> moved) {
        entries.replaceAll((name, entry) ->
                new Entry(moved.apply(entry.at()), entry.failed(), entry.message(), entry.exit(), entry.ran()));
        unkept.addAll(entries.keySet());
        started.replaceAll((name, at) -> moved.apply(at));
        watched.replaceAll((name, since) -> moved.apply(since));
        missing.replaceAll((name, since) -> moved.apply(since));
        gaps.replaceAll((name, gap) -> new Gap(moved.apply(gap.from()), moved.apply(gap.to())));
        looked.replaceAll((name, at) -> moved.apply(at));
        opened = opened.map(since -> since.equals(Instant.MIN) ? since : moved.apply(since));
    }

    /** Drops what is known of a check that is no more. */
    public void forget(String name) {
        entries.remove(name);
        watched.remove(name);
        missing.remove(name);
        gaps.remove(name);
        looked.remove(name);
        started.remove(name);
        outputs.remove(name);
        unkept.remove(name);
    }
}
