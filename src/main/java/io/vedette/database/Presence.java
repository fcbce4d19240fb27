package io.vedette.database;

import io.vedette.process.Loggers;
import io.vedette.rule.Text;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Tells others, by a lock that ends with this process however it ends, that a database file is in use. Another process is
 * refused; several stores of one process share the lock. Whoever is alone knows that no other process still sends what one had
 * claimed.
 */
public final class Presence implements AutoCloseable {

    private static final Logger LOG = Loggers.STORE;

    /** Beyond what is written in the file: where locks are mandatory, others could not read who holds it. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private static final int MOST_READ = 500;

    /**
     * By lock file: a second channel of this process must never be opened, as closing it would end the lock of the first
     * on POSIX systems.
     */
    private static final Map<Path, Held> HELD = new HashMap<>();

    private static final class Held {

        private final FileChannel channel;
        private int stores = 1;

        private Held(FileChannel channel) {
            this.channel = channel;
        }
    }

    /** Another process uses it; the message says which. */
    static final class InUse extends IOException {

        private static final long serialVersionUID = 1L;

        private InUse(String who) {
            super(who);
        }
    }

    private final Optional<Path> file;
    private final boolean alone;
    private final boolean shared;
    private boolean closed;

    private Presence(Optional<Path> file, boolean alone, boolean shared) {
        this.file = file;
        this.alone = alone;
        this.shared = shared;
    }

    /** Returns one where others cannot be seen: they may be there. */
    public static Presence amongOthers() {
        return new Presence(Optional.empty(), false, false);
    }

    /**
     * Takes the lock.
     *
     * @throws InUse when another process has it
     */
    static Presence at(Path file) throws IOException {
        synchronized (HELD) {
            Held mine = HELD.get(file);
            if (mine != null) {
                mine.stores++;
                return new Presence(Optional.of(file), false, true);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock;
            try {
                lock = channel.tryLock(LOCKED, 1, false);
            } catch (OverlappingFileLockException e) {
                // Another application in this process, with classes of its own, holds it. The channel stays open: see
                // above.
                return new Presence(Optional.empty(), false, true);
            } catch (IOException e) {
                channel.close();
                LOG.warn(
                        "{} cannot be locked ({}): make sure that no second process uses this database",
                        file,
                        StoreFailed.oneLine(e));
                return amongOthers();
            }
            if (lock == null) {
                String who = read(channel);
                channel.close();
                throw new InUse(who);
            }
            write(channel);
            HELD.put(file, new Held(channel));
            return new Presence(Optional.of(file), true, false);
        }
    }

    /** Returns whether nobody else used it when this was taken. */
    public boolean isAlone() {
        return alone;
    }

    /** Returns whether another store of this process used it already when this was taken. */
    public boolean isShared() {
        return shared;
    }

    /** Releases the lock; where the file cannot be closed, the log says so. */
    @Override
    public void close() {
        try {
            release();
        } catch (IOException e) {
            LOG.warn("the lock {} cannot be closed: {}", file.orElseThrow(), StoreFailed.oneLine(e));
        }
    }

    private void release() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        synchronized (HELD) {
            Held mine = HELD.get(file.get());
            if (closed || mine == null) {
                return;
            }
            closed = true;
            mine.stores--;
            if (mine.stores == 0) {
                HELD.remove(file.get());
                mine.channel.truncate(0);
                mine.channel.close();
            }
        }
    }

    private static void write(FileChannel channel) throws IOException {
        String who = "process " + ProcessHandle.current().pid() + " on " + host() + ", started "
                + ProcessHandle.current()
                        .info()
                        .startInstant()
                        .orElseGet(Instant::now)
                        .truncatedTo(ChronoUnit.SECONDS)
                + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** What its holder wrote; older versions write nothing. */
    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_READ);
        channel.read(bytes, 0);
        String who = Text.bounded(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8), MOST_READ)
                .strip();
        return who.isEmpty() ? "another process" : who;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }
}
