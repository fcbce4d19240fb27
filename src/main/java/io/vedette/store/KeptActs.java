package io.vedette.store;

import io.vedette.state.Act;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The acts that are kept in memory, so many at most. Not safe for several threads. */
final class KeptActs {

    private static final int MOST = 10_000;

    private final NavigableMap<String, Act> byId = new TreeMap<>();
    private final Duration kept;

    /** @param kept how long before the newest act others are kept */
    KeptActs(Duration kept) {
        this.kept = kept;
    }

    void add(Act act) {
        byId.put(act.id(), act);
        while (byId.size() > MOST
                || byId.firstEntry().getValue().at().isBefore(act.at().minus(kept))) {
            byId.pollFirstEntry();
        }
    }

    List<Act> latest(Collection<String> checks, String before, int most) {
        return byId.headMap(before, false).descendingMap().values().stream()
                .filter(act -> checks.isEmpty() || checks.contains(act.what()) && act.kind() != Act.Kind.TEST)
                .limit(most)
                .toList();
    }
}
