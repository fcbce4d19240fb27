package io.vedette.app.migrate;

import io.vedette.config.values.Causes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A temporary folder of an import, for its owner alone (mode 700), as it may hold secrets. It is gone once it is closed, or the process
 * is asked to end; what a process that was killed has left, the next import removes.
 */
public final class ScratchFolder implements AutoCloseable {

    private static final String PREFIX = "vedette-import-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.*");
    /** So that none is taken from under an import of another container with the same temporary folder. */
    private static final Duration LEFT_FOR_GOOD = Duration.ofMinutes(10);

    private final Path folder;
    private final Thread atEnd;

    private ScratchFolder(Path folder) {
        this.folder = folder;
        this.atEnd = new Thread(this::discard, "vedette-import-end");
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** Makes one among the temporary files. */
    public static ScratchFolder create() throws IOException {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param parent where it is made, and where others may have been left */
    static ScratchFolder in(Path parent) throws IOException {
        Path folder;
        try {
            folder = Files.createTempDirectory(
                    parent, PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new IOException("no temporary folder in " + parent + ": " + Causes.message(e), e);
        }
        sweep(folder);
        return new ScratchFolder(folder);
    }

    /** Returns where it is. */
    public Path path() {
        return folder;
    }

    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            Thread.yield(); // The process ends already, and the hook finds nothing.
        }
    }

    private void discard() {
        try {
            delete(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit(); // The next import tries again.
        }
    }

    /** Removes those beside a new one that were left; how old they are is told by the file system. */
    private static void sweep(Path fresh) throws IOException {
        UserPrincipal owner = Files.getOwner(fresh);
        Instant old = Files.getLastModifiedTime(fresh).toInstant().minus(LEFT_FOR_GOOD);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(fresh.getParent(), PREFIX + "*")) {
            for (Path each : all) {
                if (isLeft(each, owner, old)) {
                    delete(each);
                }
            }
        }
    }

    private static boolean isLeft(Path folder, UserPrincipal owner, Instant old) throws IOException {
        OptionalLong pid = pid(folder);
        return pid.isPresent()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && owner.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))
                && ProcessHandle.of(pid.getAsLong()).isEmpty()
                && Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(old);
    }

    private static OptionalLong pid(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
