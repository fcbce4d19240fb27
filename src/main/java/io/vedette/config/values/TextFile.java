package io.vedette.config.values;

import io.vedette.process.OwnTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The text of a file that an operator named, or why there is none.
 *
 * @param text the text, without a byte order mark; empty when there is a complaint
 * @param complaint what keeps the file from being read, for the operator; null when it was read
 * @param line where, when the complaint is about one line; otherwise 0
 */
public record TextFile(String text, String complaint, int line) {

    /** The most that is read of a file of settings, checks or routes, or of one to import: some 20,000 checks. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    /** The most that is read of a file that holds one value, such as a password. */
    private static final int MOST_OF_A_VALUE = 64 * 1024;

    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = KIBIBYTE * 1024;

    /**
     * Reads a file; never throws for what is in it, or for its absence.
     *
     * @param mostBytes larger ones are refused
     * @throws UncheckedIOException when no file can be opened at all
     */
    public static TextFile read(Path file, int mostBytes) {
        if (Files.isDirectory(file)) {
            return failed("is a directory", 0);
        }
        if (isSpecial(file)) {
            return failed("is not a regular file", 0);
        }
        if (isLarger(file, mostBytes)) {
            return tooLarge(mostBytes);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(mostBytes + 1);
        } catch (NoSuchFileException e) {
            return failed("does not exist", 0);
        } catch (AccessDeniedException e) {
            return failed("may not be read by this user", 0);
        } catch (FileSystemException e) {
            // Without the name of the file, which the message has already.
            return failed("cannot be read" + (e.getReason() == null ? "" : ": " + e.getReason()), 0);
        } catch (IOException e) {
            if (OwnTrouble.of(e).isPresent()) {
                // Not about the file: a later reading must not take it for changed or gone.
                throw new UncheckedIOException(e);
            }
            return failed("cannot be read: " + e.getMessage(), 0);
        }
        return bytes.length > mostBytes ? tooLarge(mostBytes) : decoded(ByteBuffer.wrap(bytes));
    }

    /**
     * Returns the one value that a file holds, as <code>{{file:PATH}}</code> means it: without a line break at its end, which editors and
     * echo put there.
     *
     * @param path as it was written
     * @param baseDir where a relative path starts
     * @throws IllegalArgumentException when there is none; the message is for the operator
     */
    public static String value(String path, Path baseDir) {
        TextFile file;
        try {
            file = read(baseDir.resolve(path.strip()), MOST_OF_A_VALUE);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("file \"" + path + "\" cannot have that name");
        }
        if (!file.isRead()) {
            boolean isAnother = Files.isReadable(baseDir.resolve(path.strip())) && file.line() == 0;
            throw new IllegalArgumentException("file " + path + " " + file.complaint()
                    + (isAnother ? "; name a text file that holds the value and nothing else" : ""));
        }
        return file.text().replaceFirst("\\r?\\n\\z", "");
    }

    /** Whether a regular file is larger, without reading it. */
    private static boolean isLarger(Path file, int mostBytes) {
        try {
            return Files.isRegularFile(file) && Files.size(file) > mostBytes;
        } catch (IOException e) {
            return false; // Reading it will show why.
        }
    }

    private static TextFile tooLarge(int mostBytes) {
        return failed("is larger than " + size(mostBytes), 0);
    }

    /** Returns a number of bytes as an operator would write it, such as 4 MiB. */
    static String size(long bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + " MiB" : bytes / KIBIBYTE + " KiB";
    }

    /** Returns whether reading it could wait for ever, as for a pipe; not what a shell hands over, which stands in {@code /dev}. */
    public static boolean isSpecial(Path file) {
        Path place = file.toAbsolutePath().normalize();
        return Files.exists(file)
                && !Files.isRegularFile(file)
                && !Files.isDirectory(file)
                && !(place.startsWith("/dev") && !place.startsWith("/dev/shm"));
    }

    /** Returns whether there is a text; otherwise there is a complaint. */
    public boolean isRead() {
        return complaint == null;
    }

    private static TextFile decoded(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        if (decoder.decode(bytes, text, true).isError()) {
            return failed("is not UTF-8 text; save it in that encoding", lineAt(bytes));
        }
        String whole = text.flip().toString();
        return new TextFile(whole.startsWith("\uFEFF") ? whole.substring(1) : whole, null, 0);
    }

    private static int lineAt(ByteBuffer bytes) {
        int line = 1;
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    private static TextFile failed(String complaint, int line) {
        return new TextFile("", complaint, line);
    }
}
