package io.vedette.probe;

import io.vedette.process.OwnTrouble;

/** Ends a probe that could not ask for trouble of our own: whatever kept it from asking says nothing about the target. */
public final class NotAsked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient OwnTrouble trouble;

    public NotAsked(OwnTrouble trouble) {
        super(trouble.message(), null, false, false);
        this.trouble = trouble;
    }

    /**
     * Returns when a failure is the target's.
     *
     * @throws NotAsked when it is our own
     */
    public static void unlessTheirs(Throwable failure) {
        OwnTrouble.of(failure).ifPresent(trouble -> {
            throw new NotAsked(trouble);
        });
    }

    /** Returns what kept it from asking. */
    public OwnTrouble trouble() {
        return trouble;
    }
}
