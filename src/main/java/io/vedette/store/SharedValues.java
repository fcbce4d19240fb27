package io.vedette.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Values that all processes on a database share, such as a key: what the database said counts for good. Before it said anything each
 * process has one stand-in, which becomes the value if the database turns out to have none. Safe for several threads.
 */
final class SharedValues {

    private final Map<String, String> said = new ConcurrentHashMap<>();
    private final Map<String, String> standIns = new ConcurrentHashMap<>();

    /** @param database asks the database, which takes what it is given where it has none; empty while it is lost */
    String of(String name, Supplier<String> first, Function<Supplier<String>, Optional<String>> database) {
        String known = said.get(name);
        if (known != null) {
            return known;
        }
        String standIn = standIns.computeIfAbsent(name, missing -> first.get());
        try {
            Optional<String> answer = database.apply(() -> standIn);
            answer.ifPresent(value -> said.put(name, value));
            return answer.orElse(standIn);
        } catch (NotDecided e) {
            return standIn; // Whoever asks next learns what it is.
        }
    }
}
