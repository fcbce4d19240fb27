package io.vedette.store;

/**
 * A change was not stored, and this node may not decide about it now: another program keeps the row locked, another node has claimed
 * the check, or it is not known whether the database is lost to all nodes. Nothing was changed.
 */
public final class NotDecided extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public NotDecided(String message) {
        super(message);
    }
}
