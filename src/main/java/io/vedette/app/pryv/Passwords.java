package io.vedette.app.pryv;

/** Where the account's password comes from. */
public interface Passwords {

    /** Returns the password of an existing account. */
    String known() throws SetupFailed;

    /** Returns the password for a new account, after it has been stored. */
    String fresh() throws SetupFailed;
}
