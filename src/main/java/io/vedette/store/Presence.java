package io.vedette.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * That this process uses a database file, told to others by a lock that ends with the process, however it ends. It starts
 * alone when nobody else holds it; others who start meanwhile wait until {@link #ready}. Whoever is alone knows that what
 * a process had in hand is in nobody's hand any more.
 */
final class Presence implements AutoCloseable {

    private final Optional<FileChannel> channel;
    private FileLock lock;

    private Presence(Optional<FileChannel> channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Where others cannot be seen: they may be there. */
    static Presence amongOthers() {
        return new Presence(Optional.empty(), null);
    }

    static Presence at(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock alone = channel.tryLock();
            return new Presence(Optional.of(channel), alone == null ? shared(channel) : alone);
        } catch (OverlappingFileLockException e) {
            return new Presence(Optional.of(channel), null); // This process uses it already.
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    boolean isAlone() {
        return lock != null && !lock.isShared();
    }

    /** Lets others in. */
    void ready() throws IOException {
        if (isAlone()) {
            lock.release();
            lock = shared(channel.orElseThrow());
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }

    private static FileLock shared(FileChannel channel) throws IOException {
        return channel.lock(0, Long.MAX_VALUE, true);
    }
}
