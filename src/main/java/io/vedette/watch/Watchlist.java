package io.vedette.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** All checks that are watched now, by name. Safe for several threads. */
public final class Watchlist {

    private final ConcurrentMap<String, Watched> byName = new ConcurrentHashMap<>();

    public Optional<Watched> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All, by name. */
    public List<Watched> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(watched -> watched.check().name()))
                .toList();
    }

    /** Does something with each, in no order. */
    void forEach(Consumer<Watched> action) {
        byName.values().forEach(action);
    }

    public int size() {
        return byName.size();
    }

    void put(Watched watched) {
        byName.put(watched.check().name(), watched);
    }

    void remove(String name) {
        byName.remove(name);
    }
}
