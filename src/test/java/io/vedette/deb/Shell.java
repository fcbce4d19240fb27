package io.vedette.deb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs tools of the system. */
final class Shell {

    /** Users other than root do not have the tools of administrators in it. */
    static final String PATH = "/usr/local/sbin:/usr/sbin:/sbin:" + System.getenv("PATH");

    private Shell() {}

    /** Runs to the end and returns what was printed; a failure fails the test. */
    static String run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(found(command)).redirectErrorStream(true);
        builder.environment().put("PATH", PATH);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, output).isZero();
        return output;
    }

    /** Whether it ends well. */
    static boolean succeeds(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(found(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PATH", PATH);
        return builder.start().waitFor() == 0;
    }

    /** With the place of the program: Java looks for it in the path of its own process alone. */
    private static List<String> found(List<String> command) {
        List<String> found = new ArrayList<>(command);
        place(command.get(0)).ifPresent(place -> found.set(0, place.toString()));
        return found;
    }

    /** Where a tool is, also one of administrators. */
    static Optional<Path> place(String tool) {
        return Stream.of(PATH.split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
