package io.vedette.probe;

import io.vedette.config.values.Parameters;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a check says to a server: a text in which {@code \\r}, {@code \\n}, {@code \\t}, {@code \\0}, {@code \\xHH} and
 * {@code \\\\} stand for what cannot be written.
 *
 * @param bytes the text in UTF-8
 * @param endsWritten whether its end was written so, and nothing is to be added
 */
public record Spoken(byte[] bytes, boolean endsWritten) {

    private static final byte[] LINE_END = {'\r', '\n'};

    /** Reads a parameter; what is wrong is noted there. */
    public static Optional<Spoken> read(Parameters parameters, String name) {
        return parameters.parsed(name, Spoken::parse);
    }

    static Spoken parse(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean isEscaped = false;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            isEscaped = point == '\\';
            if (!isEscaped) {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(point);
                continue;
            }
            char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            bytes.write(
                    switch (kind) {
                        case 'r' -> '\r';
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case '0' -> 0;
                        case '\\' -> '\\';
                        case 'x' -> octet(text, at + 2);
                        default ->
                            throw new IllegalArgumentException(
                                    "\"\\" + kind + "\" stands for nothing; write \\r, \\n, \\t, \\0, \\xHH or \\\\");
                    });
            at += kind == 'x' ? 4 : 2;
        }
        return new Spoken(bytes.toByteArray(), isEscaped);
    }

    private static int octet(String text, int at) {
        String digits = at + 2 <= text.length() ? text.substring(at, at + 2) : "";
        if (!digits.matches("[0-9A-Fa-f]{2}")) {
            throw new IllegalArgumentException("\"\\x" + digits + "\" has no two hexadecimal digits");
        }
        return Integer.parseInt(digits, 16);
    }

    /** Returns the bytes of a line: a line end is added where none was written. */
    public byte[] line() {
        if (endsWritten) {
            return bytes;
        }
        byte[] line = Arrays.copyOf(bytes, bytes.length + LINE_END.length);
        System.arraycopy(LINE_END, 0, line, bytes.length, LINE_END.length);
        return line;
    }

    /** Returns a character for each byte. */
    public String latin() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Returns the text as it was meant. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
