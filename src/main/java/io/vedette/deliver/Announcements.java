package io.vedette.deliver;

import io.vedette.alert.Digest;
import io.vedette.target.Targets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Holds messages about Vedette itself for every target, such as warnings about its own trouble, and hands each out once. One that a
 * target refuses is sent again when it works; a restart forgets it. Safe for several threads.
 */
public final class Announcements {

    /** So many messages wait at most, so that a target that was down for days is not flooded. */
    private static final int MOST_WAITING = 10;

    private final Targets targets;
    private final Predicate<String> notified;
    private final Map<String, Deque<Digest>> waiting = new HashMap<>();
    private final Map<String, Digest> inHand = new HashMap<>();

    /** @param notified whether this node is the one that notifies a target */
    public Announcements(Targets targets, Predicate<String> notified) {
        this.targets = targets;
        this.notified = notified;
    }

    /** Adds a message for every current target that this node notifies; others are told by others. */
    public synchronized void say(String text) {
        for (String target : targets.names().stream().filter(notified).toList()) {
            Deque<Digest> line = waiting.computeIfAbsent(target, name -> new ArrayDeque<>());
            line.addLast(Digest.announcing(text));
            if (line.size() > MOST_WAITING) {
                line.removeFirst();
            }
        }
    }

    /** Returns the next message for a target, if any; the caller {@linkplain #mark marks} it afterwards. */
    public synchronized Optional<Digest> next(String target) {
        Deque<Digest> line = waiting.get(target);
        if (line == null || line.isEmpty() || !targets.isOpen(target)) {
            return Optional.empty();
        }
        inHand.put(target, line.removeFirst());
        return Optional.of(inHand.get(target));
    }

    /** Puts a message back unless the target accepted it. */
    public synchronized void mark(String target, Digest digest, boolean taken) {
        if (inHand.remove(target, digest) && !taken) {
            waiting.get(target).addFirst(digest);
        }
    }
}
