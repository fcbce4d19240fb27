package io.vedette.probe;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/**
 * A socket whose reads all together end at the deadline. An ordinary read timeout starts again with every byte, so a
 * server that drips would hold a probe for ever.
 */
public final class DeadlineSocket extends Socket {

    /** Enough of what a server says first to tell what it speaks. */
    private static final int BEGINNING = 80;

    private final Deadline deadline;
    private final byte[] beginning = new byte[BEGINNING];
    private int length;

    public DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Returns the first bytes that were read. */
    public byte[] beginning() {
        return Arrays.copyOf(beginning, length);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        // Buffered, so that the beginning is more than the few bytes that a reader asks for first.
        return new BufferedInputStream(new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                if (deadline.isPast()) {
                    throw new SocketTimeoutException("Read timed out");
                }
                setSoTimeout(deadline.millisFor(1));
                int read = super.read(bytes, offset, count);
                int kept = Math.min(read, BEGINNING - length);
                if (kept > 0) {
                    System.arraycopy(bytes, offset, beginning, length, kept);
                    length += kept;
                }
                return read;
            }
        });
    }
}
