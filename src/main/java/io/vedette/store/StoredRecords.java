package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.cluster.Fence;
import io.vedette.cluster.Ownership;
import io.vedette.state.CheckState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The records of checks and their alerts that wait: of the database while it works, of memory while it is lost. Safe for several
 * threads.
 */
final class StoredRecords {

    private final MendedDatabase durable;
    private final MemoryFallback fallback;
    private final KnownRecords known;
    private volatile Ownership ownership;

    StoredRecords(MendedDatabase durable, MemoryFallback fallback, Ownership ownership, Clock clock) {
        this.durable = durable;
        this.fallback = fallback;
        this.known = new KnownRecords(fallback, clock);
        this.ownership = ownership;
    }

    void share(Ownership other) {
        ownership = other;
    }

    /** All records were read just now. */
    void opened() {
        known.opened();
    }

    /** Returns the states of the checks that this node decides about: incidents follow from them. */
    Map<String, CheckState> ownStates() {
        Map<String, CheckState> states = fallback.states();
        return ownership.isShared()
                ? states.entrySet().stream()
                        .filter(one -> ownership.asks(one.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                : states;
    }

    Optional<CheckRecord> find(String check) {
        if (known.isFirstQuestion(check)) {
            return fallback.find(check);
        }
        return durable.ask(store -> {
                    Optional<CheckRecord> found = store.find(check);
                    found.ifPresent(fallback::read);
                    return found;
                })
                .orElseGet(() -> fallback.find(check));
    }

    boolean commit(CheckRecord after, Fence fence) {
        return durable.ask(store -> {
                    if (store.commit(after, fence)) {
                        return known.keep(after);
                    }
                    store.find(after.check()).ifPresent(fallback::read);
                    if (fence.isShared() && !store.isHeld(fence)) {
                        ownership.lost(fence);
                        throw new NotDecided("another node has claimed check " + after.check());
                    }
                    return false;
                })
                .or(() -> inMemory(after, fence))
                .orElseGet(() -> commit(after, fence)); // It is back since.
    }

    /** While the database is lost none: then they are changed one by one. */
    Set<String> changeAll(Collection<String> checks, Function<CheckRecord, Optional<CheckRecord>> change) {
        return durable.ask(store -> store.changed(checks, change).stream()
                        .filter(known::keep)
                        .map(CheckRecord::check)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** What was delivered is a fact in any case; decisions are up to the owner, once it is known that nobody has the database. */
    private Optional<Boolean> inMemory(CheckRecord after, Fence fence) {
        if (fence.isShared() && !ownership.isFromMemory() && !fallback.health().isGood()) {
            throw new NotDecided("it is not known whether other nodes reach the database");
        }
        return fallback.commit(after);
    }

    List<CheckRecord> read(Collection<String> checks) {
        return durable.ask(store -> {
                    List<CheckRecord> found = store.read(checks);
                    found.forEach(fallback::read);
                    return found;
                })
                .orElseGet(() -> checks.stream()
                        .map(this::find)
                        .flatMap(Optional::stream)
                        .toList());
    }

    List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return durable.ask(store -> {
                    List<OutboxClaims.Claim> claims = store.take(target, window, most, lease, now);
                    claims.forEach(claim -> known.keep(store, claim, target, now.plus(lease)));
                    return claims.stream().map(OutboxClaims.Claim::alert).toList();
                })
                .or(() -> claimInMemory(target, window, most, lease, now))
                .orElseGet(() -> claim(target, window, most, lease, now)); // It is back since.
    }

    private Optional<List<Alert>> claimInMemory(String target, Duration window, int most, Duration lease, Instant now) {
        if (!ownership.isShared()) {
            return fallback.claim(target, window, most, lease, now, alert -> true);
        }
        Optional<Instant> lost = fallback.health().lostSince();
        return fallback.claim(
                target,
                window,
                most,
                lease,
                now,
                alert -> ownership.sendsFromMemory(
                        target, alert.check(), lost.filter(alert.at()::isBefore).isPresent()));
    }
}
