package io.vedette.image;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A small Debian with a JRE in a folder of this build, made once for all tests of a run, which are in several processes: the base of the
 * image, and a system to install the package into. Skips the tests, and says why, where it cannot be had, as without a network.
 */
record BaseSystem(Path root, String java) {

    private static final Path FOLDER = Path.of("target", "image").toAbsolutePath();

    static BaseSystem get() throws Exception {
        Tools.areHere();
        Files.createDirectories(FOLDER);
        try (FileChannel channel = FileChannel.open(
                        FOLDER.resolve("base.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock one = channel.lock()) {
            return made();
        }
    }

    private static BaseSystem made() throws Exception {
        Path root = FOLDER.resolve("base");
        Path made = FOLDER.resolve("base.java");
        if (!Files.exists(made)) {
            // What a run that was killed left is in the way; its mounts ended with it.
            folder("base");
            Tools.Ended ended = Tools.end(Tools.start(
                    Map.of(),
                    List.of(
                            "unshare",
                            "--mount",
                            "--propagation",
                            "private",
                            "sh",
                            Tools.script("base.sh").toString(),
                            root.toString())));
            Tools.needs(ended.code() == 0, "no Debian could be made: " + last(ended.err()));
            Files.writeString(made, ended.out().strip());
        }
        return new BaseSystem(root, Files.readString(made).strip());
    }

    /** Where what tests make of it has room. */
    static Path folder(String name) throws Exception {
        Path folder = FOLDER.resolve(name);
        if (Files.exists(folder)) {
            // Of a run that was killed.
            Tools.end(Tools.start(
                    Map.of(),
                    List.of("umount", "--quiet", folder.resolve("proc").toString())));
            Tools.run(List.of("rm", "-rf", "--one-file-system", folder.toString()));
        }
        return Files.createDirectories(folder);
    }

    private static String last(String text) {
        String trimmed = text.strip();
        return trimmed.substring(trimmed.lastIndexOf('\n') + 1);
    }
}
