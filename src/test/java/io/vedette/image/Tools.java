package io.vedette.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs by which images are made and run, and a folder of this build for what they make. */
final class Tools {

    private static final String PATH = "/usr/local/sbin:/usr/sbin:/sbin:" + System.getenv("PATH");
    private static final List<String> NEEDED = List.of("debootstrap", "buildah", "unshare", "chroot", "mount");
    private static final Path SCRIPTS = Path.of("src/test/resources/image").toAbsolutePath();

    private Tools() {}

    /** Skips what follows, and says why, where one of them is missing or may not do what it has to. */
    static void areHere() throws Exception {
        for (String tool : NEEDED) {
            needs(has(tool), tool + " is not here");
        }
        needs(
                start(Map.of(), List.of("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"))
                                .waitFor()
                        == 0,
                "nothing can be mounted by this user");
        needs(Files.isRegularFile(Path.of("target/vedette.jar")), "target/vedette.jar is not built");
    }

    static void needs(boolean there, String otherwise) {
        if (!there) {
            System.err.println("The image is not tested: " + otherwise);
        }
        assumeTrue(there, otherwise);
    }

    static boolean has(String tool) {
        return Stream.of(PATH.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    static Path script(String name) {
        return SCRIPTS.resolve(name);
    }

    /** Starts a program; what it says goes to standard error of this process, unless it is read. */
    static Process start(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of("env", "PATH=" + PATH, "LC_ALL=C")));
        builder.command().addAll(command);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What came of a program that has ended. */
    record Ended(int code, String out, String err) {}

    static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        StringBuilder errors = new StringBuilder();
        Thread reader = new Thread(() -> errors.append(read(process.getErrorStream())), "errors");
        reader.start();
        String out = read(process.getInputStream());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        reader.join();
        return new Ended(process.exitValue(), out, errors.toString());
    }

    /** Runs a program to its end and returns what it printed; a failure fails the test. */
    static String run(List<String> command) throws Exception {
        Ended ended = end(start(Map.of(), command));
        assertThat(ended.code())
                .as("%s: %s%s", command, ended.out(), ended.err())
                .isZero();
        return ended.out();
    }

    private static String read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
