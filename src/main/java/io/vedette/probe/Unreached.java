package io.vedette.probe;

import io.vedette.probe.Answer.Trouble;
import java.io.IOException;

/** Why a target was not reached, as a message. */
public final class Unreached extends IOException {

    private static final long serialVersionUID = 1L;

    private final Trouble.Kind kind;

    public Unreached(Trouble.Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Trouble trouble() {
        return new Trouble(kind, getMessage());
    }
}
