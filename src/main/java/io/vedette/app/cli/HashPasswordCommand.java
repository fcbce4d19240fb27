package io.vedette.app.cli;

import io.vedette.config.values.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes what may stand in {@code vedette.http.password}. The password is never an argument: other users see those. */
@Command(
        name = "hash-password",
        description =
                "Prints the bcrypt hash of a password, for vedette.http.password. The password is asked for on the"
                        + " terminal, or is the first line of standard input.",
        footer = {"", "Exit codes: 0 done, 1 no usable password."})
final class HashPasswordCommand implements Callable<Integer> {

    private final InputStream in;
    private final Optional<Console> console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    HashPasswordCommand() {
        this(System.in, Optional.ofNullable(System.console()));
    }

    HashPasswordCommand(InputStream in, Optional<Console> console) {
        this.in = in;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<String> password = console.isPresent() ? asked(console.get(), err) : firstLine();
        if (password.isEmpty()) {
            err.println("vedette: no password was given");
            return 1;
        }
        try {
            spec.commandLine().getOut().println(PasswordHash.of(password.get()));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("vedette: " + e.getMessage());
            return 1;
        }
    }

    private static Optional<String> asked(Console console, PrintWriter err) {
        char[] first = console.readPassword("Password: ");
        char[] again = first == null ? null : console.readPassword("Repeat it: ");
        if (again == null) {
            return Optional.empty();
        }
        if (!Arrays.equals(first, again)) {
            err.println("vedette: the passwords differ");
            return Optional.empty();
        }
        return Optional.of(new String(first));
    }

    private Optional<String> firstLine() throws IOException {
        // The stream is the process's own and stays open.
        return Optional.ofNullable(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine());
    }
}
