package io.vedette.store;

import io.vedette.contract.StoreContract;

class MemoryStoreTest extends StoreContract {

    @Override
    protected Store store() {
        return new MemoryStore();
    }
}
