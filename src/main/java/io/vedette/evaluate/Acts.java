package io.vedette.evaluate;

import io.vedette.cluster.Signal;
import io.vedette.state.Act;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who did what, when and why. Safe for several threads. */
public final class Acts {

    /** Behind an id and before all others that follow it. */
    private static final String AFTER = "~";
    /** Comes behind the ids of all acts. */
    private static final String END = "z";

    private static final int NAMES_AT_ONCE = 200;
    private static final int ACTS_AT_ONCE = 1_000;

    private final Store store;
    private final Clock clock;
    private final List<Consumer<Act>> listeners = new CopyOnWriteArrayList<>();
    private long lastMillis;
    private int inMilli;

    Acts(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Has every act of this process told once it is noted; the listener must hand over at once. */
    public void onAct(Consumer<Act> listener) {
        listeners.add(listener);
    }

    /**
     * Notes what was done just now.
     *
     * @param what the check, the target or the silence; or empty
     */
    public void add(String who, Act.Kind kind, String what, String reason) {
        Instant now = clock.instant();
        Act act = new Act(id(now.toEpochMilli()), now, who, kind, what, reason);
        store.add(act);
        listeners.forEach(listener -> listener.accept(act));
        store.ownership().tell(new Signal.Done(act.id()));
    }

    /** Has an act told that somebody did by another node. */
    void heard(String id) {
        store.acts(Optional.empty(), id + AFTER, 1).stream()
                .filter(act -> act.id().equals(id))
                .forEach(act -> listeners.forEach(listener -> listener.accept(act)));
    }

    /**
     * Returns acts, the newest first.
     *
     * @param check only what was done to a check
     * @param before only those whose id comes before
     * @param most so many at most
     */
    public List<Act> latest(Optional<String> check, String before, int most) {
        return store.acts(check, before, most);
    }

    /**
     * Returns the acts on many things, the newest first.
     *
     * @param since what is older is left out
     */
    public List<Act> since(Instant since, Collection<String> whats) {
        List<Act> found = new ArrayList<>();
        List<String> all = List.copyOf(Set.copyOf(whats));
        for (int next = 0; next < all.size(); next += NAMES_AT_ONCE) {
            List<String> names = all.subList(next, Math.min(all.size(), next + NAMES_AT_ONCE));
            List<Act> page;
            String before = END;
            do {
                page = store.acts(names, before, ACTS_AT_ONCE);
                page.stream().filter(act -> !act.at().isBefore(since)).forEach(found::add);
                before = page.isEmpty() ? before : page.get(page.size() - 1).id();
            } while (page.size() == ACTS_AT_ONCE
                    && !page.get(page.size() - 1).at().isBefore(since));
        }
        found.sort(Comparator.comparing(Act::id).reversed());
        return found;
    }

    /** Returns what comes behind the ids of all acts before a time, and before those of all others. */
    public static String idAt(Instant time) {
        return id(Math.max(0, Math.min(time.toEpochMilli(), 9_999_999_999_999L)), 0);
    }

    private synchronized String id(long millis) {
        inMilli = millis == lastMillis ? inMilli + 1 : 0;
        lastMillis = millis;
        return id(millis, inMilli) + '-' + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String id(long millis, int number) {
        return String.format(Locale.ROOT, "%013d-%04d", millis, number);
    }
}
