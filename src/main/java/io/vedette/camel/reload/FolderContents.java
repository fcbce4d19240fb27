package io.vedette.camel.reload;

import io.vedette.camel.load.RouteParser;
import io.vedette.config.values.Sha256;
import io.vedette.config.values.TextFile;
import io.vedette.process.OwnTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the routes files of a folder hold, found by looking: notices of the operating system do not come through bind
 * mounts, network drives and the links of Kubernetes' config maps. A file is read again when its size, its time or its
 * place on the disk differ. Not safe for several threads.
 */
public final class FolderContents {

    /** Two edits within the same tick of a file system's clock look alike: a file as young as this is always read. */
    private static final long YOUNG_MILLIS = 3_000;

    private final Path folder;
    private final Map<String, FileState> seen = new HashMap<>();

    /**
     * What was there at one moment.
     *
     * @param isThere whether there is such a folder
     * @param files the routes files, by name, and a digest of what each holds
     */
    public record Mark(boolean isThere, Map<String, String> files) {

        boolean isEmpty() {
            return files.isEmpty();
        }
    }

    private record Look(long size, FileTime modified, Object place) {

        static Look at(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Look(
                    attributes.size(),
                    attributes.lastModifiedTime(),
                    attributes.fileKey() == null ? "" : attributes.fileKey());
        }
    }

    private record FileState(Look look, boolean stable, String digest) {}

    public FolderContents(Path folder) {
        this.folder = folder;
    }

    /**
     * Looks now. A file that cannot be read counts by the reason why.
     *
     * @throws UncheckedIOException when no file can be opened at all, so that nothing is known
     */
    public Mark look() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.filter(RouteParser::isRoutesFile).toList()) {
                files.put(file.getFileName().toString(), digest(file));
            }
        } catch (IOException | UncheckedIOException e) {
            unlessOurs(e);
            return new Mark(false, Map.of());
        }
        seen.keySet().retainAll(Set.copyOf(files.keySet()));
        return new Mark(true, files);
    }

    private String digest(Path file) {
        String name = file.getFileName().toString();
        if (TextFile.isSpecial(file)) {
            return "not a regular file";
        }
        try {
            Look look = Look.at(file);
            FileState before = seen.get(name);
            if (before != null && before.stable() && before.look().equals(look)) {
                return before.digest();
            }
            if (look.size() > TextFile.MOST_BYTES) {
                return "too large " + look; // It is refused unread.
            }
            boolean stable = System.currentTimeMillis() - look.modified().toMillis() > YOUNG_MILLIS;
            MessageDigest sha256 = Sha256.begun();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            String digest = HexFormat.of().formatHex(sha256.digest());
            seen.put(name, new FileState(look, stable, digest));
            return digest;
        } catch (IOException e) {
            unlessOurs(e);
            return List.of(e.getClass().getName(), String.valueOf(e.getMessage()))
                    .toString();
        }
    }

    private static void unlessOurs(Exception e) {
        if (OwnTrouble.of(e).isPresent()) {
            throw e instanceof UncheckedIOException same ? same : new UncheckedIOException((IOException) e);
        }
    }
}
