package io.vedette.database;

/** The database cannot be used as it is; the message says why and what to do, in one line and without secrets. */
public final class StoreRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param seen what led to it; not the cause, because the message is all that an operator is to read */
    public StoreRefused(String message, Throwable seen) {
        super(message);
        addSuppressed(seen);
    }

    public StoreRefused(String message) {
        super(message);
    }
}
