package io.vedette.store;

import io.vedette.state.Act;
import io.vedette.state.SilenceRule;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The silences and acts as this process knows them, and those that the database does not know yet. Safe for several threads. */
final class UnsavedNotes {

    /** Nobody does so much while a database is away. */
    private static final int MOST_UNSAVED = 10_000;

    private final Map<String, SilenceRule> silences = new LinkedHashMap<>();
    private final Set<String> unsaved = new LinkedHashSet<>();
    /** What people did here of late: shown while the database cannot be asked. */
    private final KeptActs acts = new KeptActs(Duration.ofDays(30));

    private final Deque<Act> unsavedActs = new ArrayDeque<>();
    /** Whether silences were stored that nobody was told of. */
    private boolean untold;

    synchronized List<SilenceRule> silences() {
        return List.copyOf(silences.values());
    }

    /** Takes what the database has, but for what it does not know yet. */
    synchronized List<SilenceRule> read(List<SilenceRule> stored) {
        silences.keySet().retainAll(unsaved);
        stored.stream().filter(one -> !unsaved.contains(one.id())).forEach(one -> silences.put(one.id(), one));
        return silences();
    }

    synchronized void put(SilenceRule silence) {
        silences.put(silence.id(), silence);
        unsaved.add(silence.id());
    }

    synchronized void remove(String id) {
        silences.remove(id);
        unsaved.add(id);
    }

    synchronized void add(Act act) {
        acts.add(act);
        unsavedActs.addLast(act);
        if (unsavedActs.size() > MOST_UNSAVED) {
            unsavedActs.removeFirst();
        }
    }

    synchronized List<Act> acts(Collection<String> checks, String before, int most) {
        return acts.latest(checks, before, most);
    }

    synchronized boolean hasUnsaved() {
        return !unsaved.isEmpty() || !unsavedActs.isEmpty();
    }

    /**
     * Stores what is not stored; what fails is tried again the next time.
     *
     * @return whether there were silences among it
     */
    synchronized boolean save(SqlStore store) {
        for (String id : List.copyOf(unsaved)) {
            SilenceRule silence = silences.get(id);
            if (silence == null) {
                store.removeSilence(id);
            } else {
                store.put(silence);
            }
            unsaved.remove(id);
            untold = true;
        }
        while (!unsavedActs.isEmpty()) {
            store.add(unsavedActs.getFirst());
            unsavedActs.removeFirst();
        }
        boolean silenced = untold;
        untold = false;
        return silenced;
    }
}
