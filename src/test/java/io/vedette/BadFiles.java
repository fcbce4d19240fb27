package io.vedette;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Configurations that are refused, each beside the messages that tell why: {@code invalid/routes/NAME.yaml} is one routes
 * file, {@code invalid/settings/NAME.properties} the settings, {@code invalid/folders/NAME/} a folder with both; {@code
 * NAME.txt} holds the exact messages, one a line. However a configuration comes in, the messages are the same.
 */
public final class BadFiles {

    private static final Path ROOT = Path.of("src/test/resources/invalid");

    private BadFiles() {}

    /** One configuration that is refused. */
    public record BadFile(String name, Path source, List<String> expected) {

        /** Puts it into a folder, as an operator would have it: settings beside routes. */
        public void install(Path folder) throws IOException {
            Files.createDirectories(folder.resolve("routes"));
            if (Files.isDirectory(source)) {
                copy(source, folder);
            } else if (source.toString().endsWith(".properties")) {
                Files.copy(source, folder.resolve("application.properties"));
            } else {
                Files.copy(source, folder.resolve("routes").resolve(source.getFileName()));
            }
        }

        /** What was told, line by line, with the test's folder and port taken out of it. */
        public List<String> told(String output, Path folder) {
            return output.replace(folder + "/", "")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them, by name. */
    public static Stream<BadFile> all() throws IOException {
        return Stream.of("routes", "settings", "folders").flatMap(kind -> of(ROOT.resolve(kind)));
    }

    /** The line that the plain text has for a problem told as JSON. */
    public static String line(JsonNode problem) {
        StringBuilder line = new StringBuilder();
        if (problem.hasNonNull("file")) {
            line.append(problem.get("file").asText());
            line.append(problem.hasNonNull("line") ? ":" + problem.get("line").asInt() : "")
                    .append(": ");
        }
        line.append(problem.path("severity").asText("error").equals("error") ? "" : "warning: ");
        line.append(problem.hasNonNull("key") ? problem.get("key").asText() + ": " : "");
        return line.append(problem.get("message").asText()).toString();
    }

    private static Stream<BadFile> of(Path kind) {
        try (Stream<Path> entries = Files.list(kind)) {
            return entries
                    .filter(entry -> !entry.toString().endsWith(".txt"))
                    .sorted()
                    .map(BadFiles::badFile)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BadFile badFile(Path source) {
        String name = source.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
        try {
            return new BadFile(
                    source.getParent().getFileName() + "/" + name,
                    source,
                    Files.readAllLines(source.resolveSibling(name + ".txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
