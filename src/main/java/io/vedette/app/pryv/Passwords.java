package io.vedette.app.pryv;

/** Where the account's password comes from. */
public interface Passwords {

    /** The password of an account that is there. */
    String known() throws SetupFailed;

    /** The password of an account that is about to be made; it must be kept before this returns. */
    String fresh() throws SetupFailed;
}
