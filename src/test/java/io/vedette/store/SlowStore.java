package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.state.Act;
import io.vedette.state.SilenceRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A store whose every statement takes its time, another one each time, before it does anything. */
public final class SlowStore implements Store {

    private final Store store = new MemoryStore();
    private final Duration longest;

    public SlowStore(Duration longest) {
        this.longest = longest;
    }

    private Store slowly() {
        long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(longest.toNanos());
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return store;
    }

    @Override
    public Optional<CheckRecord> find(String check) {
        return slowly().find(check);
    }

    @Override
    public boolean commit(CheckRecord after) {
        return slowly().commit(after);
    }

    @Override
    public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return slowly().claim(target, window, most, lease, now);
    }

    @Override
    public Optional<Instant> oldestWaiting(String target) {
        return store.oldestWaiting(target);
    }

    @Override
    public int waiting(String target) {
        return store.waiting(target);
    }

    @Override
    public void add(Act act) {
        slowly().add(act);
    }

    @Override
    public List<Act> acts(Collection<String> checks, String before, int most) {
        return slowly().acts(checks, before, most);
    }

    @Override
    public String shared(String name, Supplier<String> first) {
        return slowly().shared(name, first);
    }

    @Override
    public List<SilenceRule> silences() {
        return slowly().silences();
    }

    @Override
    public void put(SilenceRule silence) {
        slowly().put(silence);
    }

    @Override
    public void removeSilence(String id) {
        slowly().removeSilence(id);
    }

    @Override
    public KeptCalls calls() {
        return slowly().calls();
    }

    @Override
    public KeptSessions sessions() {
        return slowly().sessions();
    }

    @Override
    public void close() {
        store.close();
    }
}
