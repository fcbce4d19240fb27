package io.vedette.evaluate;

import io.vedette.config.values.Sha256;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All watched checks by name. Safe for several threads. */
public final class Watchlist {

    private final ConcurrentMap<String, Watched> byName = new ConcurrentHashMap<>();
    private final List<Consumer<String>> followers = new CopyOnWriteArrayList<>();
    private volatile Instant changed = Instant.MIN;

    /** Returns the check of this name; empty if none is watched. */
    public Optional<Watched> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns all checks in the order of their names. */
    public List<Watched> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(watched -> watched.check().name()))
                .toList();
    }

    /** Does something with each check, in no particular order. */
    public void forEach(Consumer<Watched> action) {
        byName.values().forEach(action);
    }

    /** Returns how many checks are watched. */
    public int size() {
        return byName.size();
    }

    /** Returns when a check was last added or removed; the earliest possible time if none was. */
    public Instant changed() {
        return changed;
    }

    /** Returns a short digest of the definitions of all checks, which nodes compare. */
    public String fingerprint() {
        return Sha256.hex(all().stream()
                        .map(watched -> watched.check().toString())
                        .collect(Collectors.joining("\n")))
                .substring(0, 12);
    }

    /** Tells a follower the name of every check that is added, gets another definition, or is removed. */
    public void onChange(Consumer<String> follower) {
        followers.add(follower);
    }

    void put(Watched watched, Instant now) {
        byName.put(watched.check().name(), watched);
        changed(watched.check().name(), now);
    }

    void remove(String name, Instant now) {
        byName.remove(name);
        changed(name, now);
    }

    private void changed(String name, Instant now) {
        changed = now;
        followers.forEach(follower -> follower.accept(name));
    }
}
