package io.vedette.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "warm",
        description =
                "Starts Vedette once, on settings of its own, and keeps what Java found out by it in a file with which later"
                        + " starts take half the time. It fits this Java, this jar and the options of Java that this command is"
                        + " given before -jar; Java ignores it once it fits no more.",
        footer = {"", "Exit codes: 0 written, 1 nothing written, 2 wrong usage."})
final class WarmCommand implements Callable<Integer> {

    private static final long MEBIBYTE = 1024 * 1024;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: vedette.jsa beside the jar.")
    private Path out;

    @Option(names = "--quiet", description = "Prints nothing when all goes well.")
    private boolean quiet;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws Exception {
        Path jar = jar();
        Path file = out == null ? jar.resolveSibling("vedette.jsa") : out.toAbsolutePath();
        Path written = Files.createTempFile(file.getParent(), ".vedette", ".jsa");
        try {
            Files.delete(written);
            new TrainingRun(jar).write(written);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
        if (!quiet) {
            PrintWriter console = spec.commandLine().getOut();
            console.println("wrote " + file + ", " + Files.size(file) / MEBIBYTE + " MiB, for Java " + Runtime.version()
                    + "; from now on: java -XX:SharedArchiveFile=" + file + " '-Xlog:cds*=off' -jar " + jar);
        }
        return 0;
    }

    private static Path jar() throws URISyntaxException, IOException {
        Path place = Path.of(WarmCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (!Files.isRegularFile(place)) {
            throw new IOException("there is no jar: only java -jar vedette.jar warm can be kept");
        }
        return place.toRealPath();
    }
}
