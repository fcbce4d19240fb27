package io.vedette.camel.http;

import io.vedette.status.http.Lane;

/** The threads that make answers: those from memory do not wait for those from the store. */
final class AnswerTurns implements AutoCloseable {

    private static final int MOST_WAITING = 1_000;
    private static final int MOST_WAITING_OF_ONE = 250;
    private static final int STORE_THREADS = 8;

    private final FairTurns memory;
    private final FairTurns store;

    AnswerTurns() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        this.memory = new FairTurns("vedette-http", threads, MOST_WAITING_OF_ONE, MOST_WAITING);
        this.store = new FairTurns("vedette-query", STORE_THREADS, MOST_WAITING_OF_ONE, MOST_WAITING);
    }

    /** Has work done when a client's turn comes; false when too much waits already: it will not be done. */
    boolean offer(Lane lane, String client, Runnable work) {
        return (lane == Lane.STORE ? store : memory).offer(client, work);
    }

    @Override
    public void close() {
        memory.close();
        store.close();
    }
}
