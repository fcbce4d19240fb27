package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.cluster.Ownership;
import io.vedette.config.settings.Settings;
import io.vedette.history.History;
import io.vedette.history.MemoryHistory;
import io.vedette.history.Recorder;
import io.vedette.state.Act;
import io.vedette.state.SilenceRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Keeps everything in memory: nothing survives a restart. */
public final class MemoryStore implements Store {

    private final MemoryHistory history;

    private final Map<String, CheckRecord> records = new HashMap<>();
    /** The entries with a waiting alert, by target, then by check, so that polling an idle target costs nothing. */
    private final Map<String, Map<String, OutboxEntry>> waiting = new HashMap<>();

    private final Map<String, SilenceRule> silences = new LinkedHashMap<>();
    private final Map<String, String> shared = new HashMap<>();
    private final KeptCalls calls = new MemoryCalls();
    private final KeptSessions sessions = new MemorySessions();
    private final KeptActs acts;
    private volatile Ownership ownership = NOBODY_ELSE;
    private final boolean trial;

    public MemoryStore() {
        this(Settings.History.STANDARD);
    }

    /** @param limits how much of history is kept */
    public MemoryStore(Settings.History limits) {
        this(limits, false);
    }

    private MemoryStore(Settings.History limits, boolean trial) {
        this.trial = trial;
        this.history = new MemoryHistory(limits);
        this.acts = new KeptActs(limits.incidents());
    }

    /** Returns one for trying checks: what it holds is shared with nobody. */
    public static MemoryStore forTrial() {
        return new MemoryStore(Settings.History.STANDARD, true);
    }

    @Override
    public boolean isForTrial() {
        return trial;
    }

    @Override
    public void share(Ownership other) {
        ownership = other;
    }

    @Override
    public Ownership ownership() {
        return ownership;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Recorder recorder() {
        return history;
    }

    @Override
    public synchronized Optional<CheckRecord> find(String check) {
        return Optional.ofNullable(records.get(check));
    }

    @Override
    public synchronized boolean commit(CheckRecord after) {
        CheckRecord stored = records.get(after.check());
        long version = stored == null ? 0 : stored.version();
        if (version != after.version() - 1) {
            return false;
        }
        put(after);
        return true;
    }

    /** Returns all records. */
    synchronized List<CheckRecord> all() {
        return List.copyOf(records.values());
    }

    /** Removes a check. */
    synchronized void remove(String check) {
        CheckRecord gone = records.remove(check);
        if (gone != null) {
            gone.entries().keySet().forEach(target -> waitingOf(target).remove(check));
        }
    }

    /** Takes a record that is stored elsewhere, unless it has a newer one. */
    synchronized void keep(CheckRecord elsewhere) {
        CheckRecord known = records.get(elsewhere.check());
        if (known == null || known.version() < elsewhere.version()) {
            put(elsewhere);
        }
    }

    /** Takes a record that is stored elsewhere in place of its own. */
    synchronized void replace(CheckRecord elsewhere) {
        put(elsewhere);
    }

    @Override
    public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return claim(target, window, most, lease, now, alert -> true);
    }

    /** @param mine which of the alerts are this node's to send */
    synchronized List<Alert> claim(
            String target, Duration window, int most, Duration lease, Instant now, Predicate<Alert> mine) {
        Map<String, OutboxEntry> entries = waiting.getOrDefault(target, Map.of());
        List<Alert> free = entries.values().stream()
                .filter(entry -> !entry.isClaimed(now))
                .map(entry -> entry.waiting().orElseThrow())
                .filter(mine)
                .sorted(Comparator.comparing(Alert::at).thenComparing(Alert::check))
                .toList();
        if (free.isEmpty() || Store.isYoung(free.get(0), window, now)) {
            return List.of();
        }
        List<Alert> claimed = free.subList(0, Math.min(most, free.size()));
        for (Alert alert : claimed) {
            CheckRecord stored = records.get(alert.check());
            Map<String, OutboxEntry> after = new LinkedHashMap<>(stored.entries());
            after.put(target, stored.entry(target).claimed(now.plus(lease)));
            put(stored.next(stored.state(), after));
        }
        return List.copyOf(claimed);
    }

    @Override
    public synchronized Optional<Instant> oldestWaiting(String target) {
        return waiting.getOrDefault(target, Map.of()).values().stream()
                .map(entry -> entry.waiting().orElseThrow().at())
                .min(Comparator.naturalOrder());
    }

    @Override
    public synchronized int waiting(String target) {
        return waiting.getOrDefault(target, Map.of()).size();
    }

    @Override
    public synchronized List<SilenceRule> silences() {
        return List.copyOf(silences.values());
    }

    @Override
    public synchronized void put(SilenceRule silence) {
        silences.put(silence.id(), silence);
    }

    @Override
    public synchronized void removeSilence(String id) {
        silences.remove(id);
    }

    @Override
    public synchronized void add(Act act) {
        acts.add(act);
    }

    @Override
    public synchronized List<Act> acts(Collection<String> checks, String before, int most) {
        return acts.latest(checks, before, most);
    }

    @Override
    public synchronized String shared(String name, Supplier<String> first) {
        return shared.computeIfAbsent(name, missing -> first.get());
    }

    @Override
    public KeptCalls calls() {
        return calls;
    }

    @Override
    public KeptSessions sessions() {
        return sessions;
    }

    @Override
    public void close() {
        // Nothing to release.
    }

    private void put(CheckRecord after) {
        CheckRecord before = records.put(after.check(), after);
        if (before != null) {
            before.entries().keySet().forEach(target -> waitingOf(target).remove(after.check()));
        }
        after.entries().forEach((target, entry) -> {
            if (entry.waiting().isPresent()) {
                waitingOf(target).put(after.check(), entry);
            }
        });
    }

    private Map<String, OutboxEntry> waitingOf(String target) {
        return waiting.computeIfAbsent(target, name -> new HashMap<>());
    }
}
