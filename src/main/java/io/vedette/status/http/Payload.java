package io.vedette.status.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Bytes that are sent to many: a picture, or a text that is packed once and not for each. Safe for several threads. */
public final class Payload {

    /** What fits into a packet does not come sooner when it is packed. */
    private static final int LEAST_PACKED_BYTES = 1_024;

    private final byte[] plain;
    private final byte[] packed;

    private Payload(byte[] plain, byte[] packed) {
        this.plain = plain;
        this.packed = packed;
    }

    /** Returns what is sent as it is: pictures are packed already. */
    static Payload plain(byte[] bytes) {
        return new Payload(bytes, bytes);
    }

    /** Returns a text that is sent packed to those who take that. */
    static Payload packing(byte[] bytes) {
        byte[] packed = bytes.length < LEAST_PACKED_BYTES ? bytes : gzip(bytes);
        return new Payload(bytes, packed.length < bytes.length ? packed : bytes);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Memory does not fail.
        }
        return packed.toByteArray();
    }

    byte[] bytes() {
        return plain;
    }

    boolean isPackable() {
        return packed != plain;
    }

    /** Returns the same as it is sent to those who take gzip. */
    Payload asPacked() {
        return plain(packed);
    }
}
