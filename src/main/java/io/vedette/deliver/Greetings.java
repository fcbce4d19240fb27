package io.vedette.deliver;

import io.vedette.alert.Digest;
import io.vedette.cluster.Ownership;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Decides which targets are greeted at the start, and which hear the farewell at the end: each once, whatever number of nodes
 * there is. Safe for several threads.
 */
final class Greetings {

    /** So many checks are named; the others are counted. */
    private static final int MOST_NAMED = 50;

    private static final Digest FAREWELL =
            Digest.announcing("Vedette is shutting down; nothing is monitored until it is started again.");

    private final Watchlist watchlist;
    private final Supplier<Ownership> ownership;
    private final Set<String> greeted = ConcurrentHashMap.newKeySet();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private volatile String greeting;

    /** @param greeting the first line; empty for neither greeting nor farewell */
    Greetings(String greeting, Watchlist watchlist, Supplier<Ownership> ownership) {
        this.greeting = greeting;
        this.watchlist = watchlist;
        this.ownership = ownership;
    }

    /** Takes another greeting. Existing targets do not get it, but they do get the farewell. */
    void change(String other, Collection<String> targets) {
        if (greeting.isBlank() && !other.isBlank()) {
            greeted.addAll(targets);
        } else if (other.isBlank()) {
            greeted.clear();
        }
        greeting = other;
    }

    /** Returns the greeting, once for each target; empty if there is none. */
    Optional<Digest> greetingFor(String target) {
        String first = greeting;
        Ownership nodes = ownership.get();
        boolean isDue = !first.isBlank() && nodes.notifies(target) && greeted.add(target);
        return isDue && nodes.isFirst("greeting of " + target)
                ? Optional.of(Digest.announcing(first + listed(watchlist.all())))
                : Optional.empty();
    }

    private static String listed(List<Watched> watched) {
        StringBuilder text = new StringBuilder("\nMonitoring ")
                .append(watched.size())
                .append(watched.size() == 1 ? " check:" : " checks:");
        watched.stream()
                .limit(MOST_NAMED)
                .forEach(one -> text.append('\n').append(one.check().name()));
        if (watched.size() > MOST_NAMED) {
            text.append("\nand ").append(watched.size() - MOST_NAMED).append(" more");
        }
        return text.toString();
    }

    /** Returns the farewell, once for each target that was greeted. */
    Optional<Digest> farewellFor(String target) {
        // It stays greeted, so that a sender that is still at work does not greet it again.
        Ownership nodes = ownership.get();
        boolean wasGreeted = greeted.contains(target) || nodes.isShared() && !greeting.isBlank();
        boolean isLast = nodes.notifies(target) && !nodes.goesOnWithoutThis();
        return wasGreeted && isLast && left.add(target) ? Optional.of(FAREWELL) : Optional.empty();
    }
}
