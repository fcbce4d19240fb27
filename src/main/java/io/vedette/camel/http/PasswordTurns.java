package io.vedette.camel.http;

import io.vedette.status.StatusServer;
import io.vedette.status.access.Admission;
import io.vedette.status.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Has passwords verified by threads of their own: the same headers once, however many requests of one client come with them meanwhile. */
final class PasswordTurns implements AutoCloseable {

    /** A hash takes a quarter of a second: who waits behind more of them has no answer in time anyway. */
    private static final int MOST_VERIFYING = 128;

    private static final int MOST_VERIFYING_OF_ONE = 32;

    private final StatusServer server;
    private final FairTurns turns;
    private final Map<String, List<Consumer<Optional<Admission>>>> waiting = new ConcurrentHashMap<>();

    PasswordTurns(StatusServer server) {
        this.server = server;
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.turns = new FairTurns("vedette-login", threads, MOST_VERIFYING_OF_ONE, MOST_VERIFYING);
    }

    /**
     * Verifies what a request shows.
     *
     * @param client whose turn it is
     * @param then gets the outcome; empty when too many wait already
     */
    void verify(Request request, String client, Consumer<Optional<Admission>> then) {
        String key = server.fingerprint(request);
        boolean[] first = {false};
        waiting.compute(key, (same, others) -> {
            first[0] = others == null;
            List<Consumer<Optional<Admission>>> all = others == null ? new ArrayList<>() : others;
            all.add(then);
            return all;
        });
        if (first[0] && !turns.offer(client, () -> verify(key, request))) {
            tell(key, Optional.empty());
        }
    }

    private void verify(String key, Request request) {
        Optional<Admission> outcome = Optional.empty();
        try {
            outcome = Optional.of(server.verified(request));
        } finally {
            tell(key, outcome);
        }
    }

    private void tell(String key, Optional<Admission> outcome) {
        waiting.remove(key).forEach(one -> one.accept(outcome));
    }

    @Override
    public void close() {
        turns.close();
    }
}
