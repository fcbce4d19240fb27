package io.vedette.history;

import io.vedette.contract.HistoryContract;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;

class MemoryHistoryTest extends HistoryContract {

    private final Store store = new MemoryStore(LIMITS);

    @Override
    protected Store store() {
        return store;
    }
}
