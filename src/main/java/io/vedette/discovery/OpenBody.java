package io.vedette.discovery;

import io.vedette.config.values.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The body of an answer while it is read, and how long that may take. One thread reads it; others may end it. */
final class OpenBody implements AutoCloseable {

    private final InputStream in;
    private final Duration longest;
    private final long began = System.nanoTime();
    private volatile boolean isLate;

    OpenBody(InputStream in, Duration longest) {
        this.in = in;
        this.longest = longest;
    }

    InputStream in() {
        return in;
    }

    /**
     * Returns all of it.
     *
     * @param what begins the sentence that says what is wrong
     * @throws IOException also when it is larger, or did not end in time
     */
    byte[] all(String what, int mostBytes) throws IOException {
        byte[] read;
        try {
            read = in.readNBytes(mostBytes + 1);
        } catch (IOException e) {
            throw isLate ? late(what) : e;
        }
        if (isLate) {
            throw late(what);
        }
        if (read.length > mostBytes) {
            throw new IOException(what + " is larger than " + (mostBytes >> 20) + " MiB");
        }
        return read;
    }

    private IOException late(String what) {
        return new IOException(what + " does not end within " + Durations.format(longest));
    }

    /** Ends it where its time is over: whoever reads it finds it cut off. */
    void endIfLate() {
        if (System.nanoTime() - began > longest.toNanos()) {
            isLate = true;
            close();
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
