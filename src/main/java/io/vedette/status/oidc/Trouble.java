package io.vedette.status.oidc;

/** Why nobody signs in: in plain words, with what to do. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    private final int status;

    /** @param status with which it is told to the browser */
    Trouble(int status, String why) {
        super(bounded(why));
        this.status = status;
    }

    int status() {
        return status;
    }

    /** It may hold text of the provider. */
    private static String bounded(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
