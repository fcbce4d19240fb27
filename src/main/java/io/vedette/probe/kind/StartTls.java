package io.vedette.probe.kind;

import io.vedette.config.values.Nearest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a server is asked to go on in TLS, by protocol: SMTP (RFC 3207), IMAP (RFC 9051, 6.2.1), POP3 (RFC 2595), FTP (RFC 4217),
 * PostgreSQL (its protocol, "SSL Session Encryption"); {@code implicit} speaks TLS from the first byte.
 */
enum StartTls {
    SMTP {
        @Override
        void ask(InputStream in, OutputStream out) throws IOException {
            expect(reply(in), "220", "a greeting of SMTP");
            say(out, "EHLO vedette.invalid");
            List<String> offers = reply(in);
            expect(offers, "250", "an answer to EHLO");
            if (offers.stream().noneMatch(line -> line.regionMatches(true, 4, "STARTTLS", 0, 8))) {
                throw new Refused("the server does not offer STARTTLS");
            }
            say(out, "STARTTLS");
            expect(reply(in), "220", "a yes to STARTTLS");
        }
    },
    IMAP {
        @Override
        void ask(InputStream in, OutputStream out) throws IOException {
            String greeting = line(in);
            if (greeting.regionMatches(true, 0, "* PREAUTH", 0, 9)) {
                throw new Refused("the server says PREAUTH, after which there is no STARTTLS");
            }
            expect(List.of(greeting), "* OK", "a greeting of IMAP");
            say(out, "a STARTTLS");
            String answer = line(in);
            for (int i = 0; i < MOST_LINES && answer.startsWith("*"); i++) {
                answer = line(in);
            }
            expect(List.of(answer), "a OK", "a yes to STARTTLS");
        }
    },
    POP3 {
        @Override
        void ask(InputStream in, OutputStream out) throws IOException {
            expect(List.of(line(in)), "+OK", "a greeting of POP3");
            say(out, "STLS");
            expect(List.of(line(in)), "+OK", "a yes to STLS");
        }
    },
    FTP {
        @Override
        void ask(InputStream in, OutputStream out) throws IOException {
            expect(reply(in), "220", "a greeting of FTP");
            say(out, "AUTH TLS");
            expect(reply(in), "234", "a yes to AUTH TLS");
        }
    },
    POSTGRES {
        @Override
        void ask(InputStream in, OutputStream out) throws IOException {
            // A length of 8, and the code 1234 5679 in place of a version.
            out.write(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});
            out.flush();
            int answer = in.read();
            if (answer < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (answer != 'S') {
                throw new Refused(
                        answer == 'N'
                                ? "the server has no TLS (ssl = off)"
                                : "what answers does not speak PostgreSQL's protocol");
            }
        }
    },
    IMPLICIT {
        @Override
        void ask(InputStream in, OutputStream out) {}
    };

    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 2_000;
    private static final int SHOWN = 100;

    /** The server speaks, but does not go on in TLS. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Asks; returns when the handshake may begin. */
    abstract void ask(InputStream in, OutputStream out) throws IOException;

    /**
     * Reads the name of one.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    static StartTls parse(String text) {
        List<String> names = Arrays.stream(values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        int at = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is none of " + String.join(", ", names) + Nearest.hint(text, names));
        }
        return values()[at];
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** A reply of several lines: all but the last have a dash behind the number. */
    private static List<String> reply(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(line(in));
        } while (lines.size() < MOST_LINES && lines.get(lines.size() - 1).matches("\\d{3}-.*"));
        return lines;
    }

    private static void expect(List<String> reply, String wanted, String what) throws Refused {
        String last = reply.get(reply.size() - 1);
        if (!last.regionMatches(true, 0, wanted, 0, wanted.length())) {
            throw new Refused(
                    "expected " + what + " (" + wanted + "), and the server says \"" + printable(last) + "\"");
        }
    }

    static String printable(String text) {
        String plain = text.strip().replaceAll("[^ -~]", ".");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException(
                        line.length() == 0
                                ? "the server closed the connection"
                                : "the server closed the connection after \"" + printable(line.toString()) + "\"");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new Refused("the server sends a line without end: \"" + printable(line.toString()) + "\"");
            }
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }
}
