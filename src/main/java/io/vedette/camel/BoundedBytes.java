package io.vedette.camel;

import io.vedette.config.values.Durations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Takes so many bytes, for so long, and then refuses more. */
final class BoundedBytes extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private final Duration timeout;
    private final long end;
    private boolean full;
    private boolean late;

    BoundedBytes(int most, Duration timeout) {
        this.most = most;
        this.timeout = timeout;
        this.end = System.nanoTime() + timeout.toNanos();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        look();
        int room = Math.min(length, most - bytes.size());
        bytes.write(some, from, room);
        if (room < length) {
            full = true;
            throw new IOException("more than " + most + " bytes");
        }
    }

    /** @throws IOException when the time is over */
    void look() throws IOException {
        if (System.nanoTime() - end >= 0) {
            late = true;
            throw late();
        }
    }

    IOException late() {
        return new SocketTimeoutException("the body was not read within " + Durations.format(timeout));
    }

    boolean isFull() {
        return full;
    }

    boolean isLate() {
        return late;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
