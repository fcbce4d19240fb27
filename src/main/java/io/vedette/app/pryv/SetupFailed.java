package io.vedette.app.pryv;

/** A step that failed, with one line for the operator, without secrets. */
public final class SetupFailed extends Exception {

    /** @param step what was being done, such as {@code login} */
    public SetupFailed(String step, String message) {
        super(step + ": " + message);
    }
}
