package io.vedette.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Keeps sessions in memory. */
final class MemorySessions implements KeptSessions {

    private final Map<String, KeptSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Instant> spent = new ConcurrentHashMap<>();

    @Override
    public void keep(KeptSession session) {
        sessions.putIfAbsent(session.hash(), session);
    }

    @Override
    public void end(String hash) {
        sessions.remove(hash);
    }

    @Override
    public Optional<KeptSession> find(String hash) {
        return Optional.ofNullable(sessions.get(hash));
    }

    @Override
    public Set<String> open(Instant now) {
        return sessions.values().stream()
                .filter(one -> now.isBefore(one.ends()))
                .map(KeptSession::hash)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isFirst(String what, Instant ends) {
        return spent.putIfAbsent(what, ends) == null;
    }

    @Override
    public void purge(Instant now) {
        sessions.values().removeIf(one -> !now.isBefore(one.ends()));
        spent.values().removeIf(ends -> !now.isBefore(ends));
    }
}
