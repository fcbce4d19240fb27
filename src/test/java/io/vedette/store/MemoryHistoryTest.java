package io.vedette.store;

import io.vedette.contract.HistoryContract;

class MemoryHistoryTest extends HistoryContract {

    private final Store store = new MemoryStore(LIMITS);

    @Override
    protected Store store() {
        return store;
    }
}
