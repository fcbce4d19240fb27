package io.vedette.probe.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What came back is not HTTP/1; the message says what it is, short and printable. */
final class NotHttp extends IOException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 80;
    private static final int TLS_ALERT = 21;
    private static final int TLS_HANDSHAKE = 22;
    private static final int TLS_VERSION = 3;

    NotHttp(String why) {
        super("what came back is not HTTP: " + why);
    }

    /** Returns what the first bytes show; there must be at least one. */
    static NotHttp beginning(byte[] first) {
        boolean tls =
                first.length > 1 && (first[0] == TLS_ALERT || first[0] == TLS_HANDSHAKE) && first[1] == TLS_VERSION;
        return tls
                ? new NotHttp("it is TLS; the address has to begin with https://")
                : new NotHttp("it begins with \"" + printable(new String(first, StandardCharsets.ISO_8859_1)) + "\"");
    }

    /** Returns text of the server, bounded, on one line. */
    static String printable(String text) {
        String line = String.valueOf(text).strip().replaceAll("[^ -~]", ".");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
