package io.vedette.app.cli;

import io.vedette.app.pryv.Passwords;
import io.vedette.app.pryv.SecretFile;
import io.vedette.app.pryv.SetupFailed;
import java.io.Console;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The password by the first way that was given: the option, the file, the environment; else the terminal is asked. A
 * file that is not there yet gets a strong new password when a new account is made.
 */
record GivenPassword(Optional<String> option, Optional<SecretFile> file, Optional<String> environment)
        implements Passwords {

    static final String VARIABLE = "VEDETTE_PRYV_PASSWORD";

    private static final String STEP = "password";
    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 32;

    @Override
    public String known() throws SetupFailed {
        if (option.isPresent()) {
            return option.get();
        }
        if (file.isPresent()) {
            return checked(file.get().read(STEP));
        }
        return environment.isPresent() ? environment.get() : asked("Password of the account: ");
    }

    @Override
    public String fresh() throws SetupFailed {
        if (option.isEmpty() && file.isPresent() && !file.get().exists()) {
            String strong = strong();
            file.get().create(STEP, strong);
            return strong;
        }
        if (option.isPresent() || file.isPresent() || environment.isPresent()) {
            return known();
        }
        String first = asked("Password of the new account: ");
        if (!first.equals(asked("Repeat it: "))) {
            throw new SetupFailed(STEP, "the passwords differ");
        }
        return first;
    }

    private static String strong() {
        SecureRandom random = new SecureRandom();
        StringBuilder strong = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            strong.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return strong.toString();
    }

    private static String asked(String prompt) throws SetupFailed {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        if (typed == null) {
            throw new SetupFailed(
                    STEP, "none is given: use --password-file FILE or the environment variable " + VARIABLE);
        }
        return checked(new String(typed));
    }

    private static String checked(String password) throws SetupFailed {
        if (password.isEmpty()) {
            throw new SetupFailed(STEP, "it is empty");
        }
        return password;
    }

    @Override
    public String toString() {
        return "GivenPassword";
    }
}
