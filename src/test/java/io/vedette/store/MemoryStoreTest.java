package io.vedette.store;

import io.vedette.contract.StoreContract;

class MemoryStoreTest extends StoreContract {

    private final Store store = new MemoryStore();

    @Override
    protected Store store() {
        return store;
    }
}
