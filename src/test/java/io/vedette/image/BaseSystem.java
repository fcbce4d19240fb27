package io.vedette.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A small Debian with a JRE in a folder of this build, made once for all tests of a run: the base of the image, and a system to install
 * the package into. Skips the tests, and says why, where it cannot be had, as without a network.
 */
record BaseSystem(Path root, String java) {

    private static final Path FOLDER = Path.of("target", "image").toAbsolutePath();

    static BaseSystem get() throws Exception {
        Tools.areHere();
        Path root = FOLDER.resolve("base");
        Path made = FOLDER.resolve("base.java");
        if (!Files.exists(made)) {
            Files.createDirectories(FOLDER);
            Tools.Ended ended = Tools.end(
                    Tools.start(Map.of(), List.of("sh", Tools.script("base.sh").toString(), root.toString())));
            Tools.needs(ended.code() == 0, "no Debian could be made: " + last(ended.err()));
            Files.writeString(made, ended.out().strip());
        }
        return new BaseSystem(root, Files.readString(made).strip());
    }

    /** Where what tests make of it has room. */
    static Path folder(String name) throws Exception {
        Path folder = FOLDER.resolve(name);
        if (Files.exists(folder)) {
            Tools.run(List.of("rm", "-rf", "--one-file-system", folder.toString()));
        }
        return Files.createDirectories(folder);
    }

    private static String last(String text) {
        String trimmed = text.strip();
        return trimmed.substring(trimmed.lastIndexOf('\n') + 1);
    }
}
