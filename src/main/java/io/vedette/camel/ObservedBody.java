package io.vedette.camel;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/**
 * The body that another endpoint left, as bytes for the rules: text as it is, values as JSON. Of one without an end no more is read than
 * the limit, and for no longer than the check's timeout.
 *
 * @param reading reads what may take for ever
 * @param most how many bytes are read
 */
record ObservedBody(BodyReading reading, int most, Duration timeout) {

    /**
     * What was read.
     *
     * @param isCut whether there was more
     */
    record Bytes(byte[] bytes, boolean isCut) {

        static Bytes of(byte[] all, int most) {
            return all.length > most ? new Bytes(Arrays.copyOf(all, most), true) : new Bytes(all, false);
        }
    }

    /** It is neither text nor JSON. */
    static final class Malformed extends IOException {

        private static final long serialVersionUID = 1L;

        Malformed(Object body, Throwable e) {
            super("a " + body.getClass().getName() + " cannot be judged: it is neither text nor JSON", e);
        }
    }

    /**
     * A map, a list, a number or a truth value is written as JSON, such as the rows of a query; everything else is converted
     * by Camel, and what it cannot convert is JSON too.
     *
     * @throws Malformed when a value has no JSON form
     * @throws IOException when it cannot be read any more, or takes too long
     */
    Bytes read(Message message) throws IOException, InterruptedException {
        Object body = message.getBody();
        if (body == null) {
            return new Bytes(new byte[0], false);
        }
        if (body instanceof ByteArrayInputStream inMemory) {
            return bytes(inMemory);
        }
        if (body instanceof InputStream stream) {
            return reading.within(timeout, () -> bytes(stream));
        }
        if (body instanceof Reader reader) {
            return reading.within(timeout, () -> characters(reader));
        }
        Path file = file(body);
        if (file != null) {
            return reading.within(timeout, () -> bytes(file));
        }
        if (isValue(body)) {
            return json(body);
        }
        byte[] bytes = message.getExchange()
                .getContext()
                .getTypeConverter()
                .convertTo(byte[].class, message.getExchange(), body instanceof String text ? beginning(text) : body);
        return bytes == null ? json(body) : Bytes.of(bytes, most);
    }

    /** A byte more than can be read tells that there is more. */
    private String beginning(String text) {
        return text.length() > most ? text.substring(0, most + 1) : text;
    }

    private static Path file(Object body) {
        Object inner = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        return inner instanceof File file ? file.toPath() : inner instanceof Path path ? path : null;
    }

    private static boolean isValue(Object body) {
        return body instanceof Map
                || body instanceof Collection
                || body instanceof Iterator
                || body instanceof Number
                || body instanceof Boolean
                || body.getClass().isArray() && !(body instanceof byte[]);
    }

    private Bytes bytes(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return bytes(stream);
        }
    }

    private Bytes bytes(InputStream stream) throws IOException {
        return Bytes.of(stream.readNBytes(most + 1), most);
    }

    private Bytes characters(Reader reader) throws IOException {
        CharBuffer characters = CharBuffer.allocate(8192);
        StringBuilder text = new StringBuilder();
        while (text.length() <= most && reader.read(characters) >= 0) {
            text.append(characters.flip());
            characters.clear();
        }
        return Bytes.of(text.toString().getBytes(StandardCharsets.UTF_8), most);
    }

    private Bytes json(Object body) throws IOException {
        BoundedBytes written = new BoundedBytes(most, timeout);
        try {
            BodyJson.write(body, written);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            // Such as a map that somebody changes meanwhile.
            if (written.isLate()) {
                throw written.late();
            }
            if (!written.isFull()) {
                throw new Malformed(body, e);
            }
        }
        return new Bytes(written.toByteArray(), written.isFull());
    }
}
