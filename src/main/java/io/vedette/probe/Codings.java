package io.vedette.probe;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * How a body is packed: its {@code Content-Encoding}. gzip is asked for; deflate, which some servers send all the same, is
 * read too, in both forms that go by this name (RFC 9110, 8.4.1.2). Another one leaves the body as it came; whoever needs
 * its text tells of it.
 */
public final class Codings {

    private static final int CHUNK = 8_192;
    /** Nobody packs more often, and each layer costs time. */
    private static final int MOST = 3;

    private Codings() {}

    /** The body does not hold what its coding says. */
    public static final class Broken extends IOException {

        private static final long serialVersionUID = 1L;

        Broken(String coding, IOException cause) {
            super("the body is not valid " + coding + ", as its Content-Encoding says", cause);
        }
    }

    /** Returns the codings of a header, in the order in which they were applied; none where one among them cannot be read. */
    public static List<String> readable(String header) {
        if (header.isEmpty()) {
            return List.of();
        }
        List<String> all = named(header);
        return all.size() <= MOST && all.stream().allMatch(Codings::isReadable) ? all : List.of();
    }

    /** Returns the codings of a header but {@code identity}, in lower case. */
    static List<String> named(String header) {
        List<String> named = new ArrayList<>();
        for (String part : header.split(",")) {
            String coding = part.strip().toLowerCase(Locale.ROOT);
            if (!coding.isEmpty() && !coding.equals("identity")) {
                named.add(coding);
            }
        }
        return named;
    }

    static boolean isReadable(String coding) {
        return coding.equals("gzip") || coding.equals("x-gzip") || coding.equals("deflate");
    }

    /** Returns the body unpacked; to be closed, which leaves the packed stream open. */
    public static InputStream unpacked(InputStream packed, List<String> codings) throws IOException {
        InputStream plain = new Left(packed);
        for (int i = codings.size() - 1; i >= 0; i--) {
            Peeked next = new Peeked(plain);
            if (next.available() == 0) {
                return next; // A body of no bytes is not packed, and is empty all the same.
            }
            String coding = codings.get(i);
            try {
                plain = new NamedErrors(
                        coding.equals("deflate") ? inflated(next) : new GZIPInputStream(next, CHUNK), coding);
            } catch (ZipException | EOFException e) {
                throw new Broken(coding, e);
            }
        }
        return plain;
    }

    /** With the head that the standard asks for, or without, as some servers send it. */
    private static InputStream inflated(Peeked packed) throws IOException {
        int first = packed.read();
        int second = packed.read();
        if (second >= 0) {
            packed.unread(second);
        }
        packed.unread(first);
        boolean zlib = (first & 0x0f) == 8 && (first << 8 | Math.max(0, second)) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        return new InflaterInputStream(packed, inflater, CHUNK) {
            @Override
            public void close() throws IOException {
                inflater.end();
                super.close();
            }
        };
    }

    /** Not closed with what reads it: closing a body reads it to its end. */
    private static final class Left extends FilterInputStream {

        Left(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    /** Knows whether there is more: gzip asks so whether another member follows, when none may have come yet. */
    private static final class Peeked extends PushbackInputStream {

        Peeked(InputStream in) {
            super(in, 2);
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return 1;
        }
    }

    /** Reports a broken body by the name of its coding. */
    private static final class NamedErrors extends FilterInputStream {

        private final String coding;

        NamedErrors(InputStream in, String coding) {
            super(in);
            this.coding = coding;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            try {
                return super.read(bytes, offset, most);
            } catch (ZipException | EOFException e) {
                throw new Broken(coding, e);
            }
        }
    }
}
