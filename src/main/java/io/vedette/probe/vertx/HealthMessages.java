package io.vedette.probe.vertx;

import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The two messages of gRPC's health service: a request with a text as field 1, an answer with a number as field 1 (health.proto), each
 * behind a flag and a length (gRPC over HTTP/2, "Length-Prefixed-Message").
 */
final class HealthMessages {

    private static final int PREFIX = 5;
    private static final int TEXT_FIELD = 0x0a;
    private static final int CONTINUES = 0x80;

    private HealthMessages() {}

    /** Returns the question for the health of a service; empty text for that of the server. */
    static Buffer request(String service) {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        Buffer message = Buffer.buffer();
        if (name.length > 0) {
            message.appendByte((byte) TEXT_FIELD);
            appendNumber(message, name.length);
            message.appendBytes(name);
        }
        return Buffer.buffer().appendByte((byte) 0).appendInt(message.length()).appendBuffer(message);
    }

    private static void appendNumber(Buffer to, int number) {
        int rest = number;
        for (; rest >= CONTINUES; rest >>>= 7) {
            to.appendByte((byte) (rest & 0x7f | CONTINUES));
        }
        to.appendByte((byte) rest);
    }

    /** Reads the serving status of an answer, 0 where it has none; empty for bytes that are no such message. */
    static Optional<Integer> status(byte[] body) {
        if (body.length < PREFIX || body[0] != 0) {
            return Optional.empty(); // Compressed, which was not asked for, or nothing at all.
        }
        long length = Buffer.buffer(body).getUnsignedInt(1);
        if (length != body.length - PREFIX) {
            return Optional.empty();
        }
        Reader reader = new Reader(body, PREFIX);
        int status = 0;
        while (reader.at < body.length) {
            long key = reader.number();
            if (key == 0x08) {
                status = (int) reader.number();
            } else {
                reader.skip((int) (key & 7));
            }
            if (reader.broken) {
                return Optional.empty();
            }
        }
        return Optional.of(status);
    }

    /** The wire format of protobuf, as far as unknown fields must be passed over. */
    private static final class Reader {

        private final byte[] bytes;
        private int at;
        private boolean broken;

        Reader(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        long number() {
            long number = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (at >= bytes.length) {
                    break;
                }
                byte next = bytes[at++];
                number |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return number;
                }
            }
            broken = true;
            return 0;
        }

        void skip(int type) {
            long length = switch (type) {
                case 0 -> {
                    number();
                    yield 0;
                }
                case 1 -> 8;
                case 2 -> number();
                case 5 -> 4;
                default -> -1;
            };
            if (length < 0 || length > bytes.length - at) {
                broken = true;
            } else {
                at += (int) length;
            }
        }
    }

    /** Returns a message of gRPC as text: what is no ASCII is percent-encoded there. */
    static String decoded(String message) {
        try {
            return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return message;
        }
    }
}
