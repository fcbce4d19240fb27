package io.vedette.config.values;

/** What an exception says to an operator: its innermost cause, with a class name only where there is no message. */
public final class Causes {

    private Causes() {}

    /** Returns the innermost cause; the outer ones repeat it or name classes. */
    public static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** Returns the message of the innermost cause. */
    public static String message(Throwable e) {
        Throwable root = root(e);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
