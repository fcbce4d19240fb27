package io.vedette.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command line in this process: what a shell would see of it. */
final class CommandLineRun {

    private final Path folder;

    /** @param folder where the settings are looked for, if they are there */
    CommandLineRun(Path folder) {
        this.folder = folder;
    }

    /** What came of it. */
    record Result(int code, String out, String err) {}

    Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        Path settings = folder.resolve("application.properties");
        if (settings.toFile().exists() || folder.resolve("routes").toFile().exists()) {
            touch(settings);
            all.add("--config");
            all.add(settings.toString());
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                VedetteCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = line.execute(all.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    private static void touch(Path file) {
        try {
            if (file.toFile().createNewFile()) {
                java.nio.file.Files.writeString(file, "vedette.sample=false\n");
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
