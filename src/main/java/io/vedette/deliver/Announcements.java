package io.vedette.deliver;

import io.vedette.alert.Digest;
import io.vedette.target.Targets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what Vedette has to say of itself to every target, each once. What a target does not take is sent again when it works; a
 * restart forgets it. Safe for several threads.
 */
public final class Announcements {

    /** A target that is away for days is not flooded. */
    private static final int MOST_WAITING = 10;

    private final Targets targets;
    private final Map<String, Deque<Digest>> waiting = new HashMap<>();
    private final Map<String, Digest> inHand = new HashMap<>();

    public Announcements(Targets targets) {
        this.targets = targets;
    }

    /** Adds a text for every target that there is now. */
    public synchronized void say(String text) {
        for (String target : targets.names()) {
            Deque<Digest> line = waiting.computeIfAbsent(target, name -> new ArrayDeque<>());
            line.addLast(Digest.announcing(text));
            if (line.size() > MOST_WAITING) {
                line.removeFirst();
            }
        }
    }

    /** Returns what is to be sent to a target now, if anything; to be {@linkplain #mark marked} afterwards. */
    public synchronized Optional<Digest> next(String target) {
        Deque<Digest> line = waiting.get(target);
        if (line == null || line.isEmpty() || !targets.isOpen(target)) {
            return Optional.empty();
        }
        inHand.put(target, line.removeFirst());
        return Optional.of(inHand.get(target));
    }

    /** Puts a message back unless the target took it. */
    public synchronized void mark(String target, Digest digest, boolean taken) {
        if (inHand.remove(target, digest) && !taken) {
            waiting.get(target).addFirst(digest);
        }
    }
}
