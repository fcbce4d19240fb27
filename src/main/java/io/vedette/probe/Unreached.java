package io.vedette.probe;

import io.vedette.probe.Answer.Trouble;
import java.io.IOException;

/** Why a target was not reached, as a message. */
final class Unreached extends IOException {

    private static final long serialVersionUID = 1L;

    private final Trouble.Kind kind;

    Unreached(Trouble.Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Trouble trouble() {
        return new Trouble(kind, getMessage());
    }
}
