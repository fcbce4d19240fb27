package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.PasswordHash;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HashPasswordCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void hashesTheFirstLineOfStandardInput() {
        assertThat(run("pässword\nmore\n")).isZero();

        String hash = out.toString().strip();
        assertThat(hash).startsWith("$2y$12$");
        assertThat(PasswordHash.matches(hash, "pässword")).isTrue();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void hashesNoEmptyPassword() {
        assertThat(run("")).isEqualTo(1);
        assertThat(run("\n")).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("no password was given", "a password has 1 to 72 bytes");
    }

    @Test
    void takesNoPasswordAsAnArgument() {
        assertThat(run("", "s3cr3t")).isEqualTo(2);
    }

    private int run(String in, String... arguments) {
        return new CommandLine(new HashPasswordCommand(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), Optional.empty()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
