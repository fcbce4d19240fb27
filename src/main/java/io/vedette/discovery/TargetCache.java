package io.vedette.discovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.OwnerOnlyFile;
import io.vedette.process.Loggers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The last good answer of each source, in a file each, so that a source that does not answer takes nothing away over a restart. The
 * owner alone can read them. Safe for several threads.
 */
final class TargetCache {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param folder need not exist */
    TargetCache(Path folder) {
        this.folder = folder;
    }

    /** Returns what was kept of a source; empty when nothing was, or what is there cannot be read. */
    Optional<List<Target>> find(Source source) {
        Path file = file(source.id());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TargetGroups.ofJson(Files.readAllBytes(file)));
        } catch (IOException | Unanswered e) {
            Loggers.RELOAD.warn("{} cannot be read and is not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Keeps the targets of a source; that they cannot be kept is told once.
     *
     * @param now gives what counts when it is written, so that no older answer replaces a newer one; nothing is written where it is
     *     empty
     */
    synchronized void keep(Source source, Supplier<Optional<List<Target>>> now) {
        now.get().ifPresent(targets -> write(source, targets));
    }

    /** Drops what was kept of a source, by its id. */
    synchronized void forget(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            Loggers.RELOAD.warn("{} is no longer needed and cannot be deleted: {}", file(id), e.toString());
        }
    }

    private void write(Source source, List<Target> targets) {
        ArrayNode groups = JSON.createArrayNode();
        for (Target target : targets) {
            ObjectNode group = groups.addObject();
            group.putArray("targets").add(target.address());
            ObjectNode labels = group.putObject("labels");
            target.labels().forEach(labels::put);
        }
        try {
            Files.createDirectories(folder);
            OwnerOnlyFile.replace(file(source.id()), JSON.writeValueAsBytes(groups));
        } catch (IOException e) {
            if (!told.getAndSet(true)) {
                Loggers.RELOAD.warn(
                        "what sources of targets say is not kept over a restart, as {} cannot be written: {}",
                        folder,
                        e.toString());
            }
        }
    }

    private Path file(String id) {
        return folder.resolve(id + ".json");
    }
}
