package io.vedette.probe.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** What Java's own exceptions about certificates mean to an operator, for clients whose verification is Java's. */
public final class CertificateWords {

    /** As Java writes it: {@code NotAfter: Tue Nov 03 10:00:00 UTC 2026}. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.US);

    /** The client's words, and those of Java itself, for a name that the certificate does not have. */
    private static final Pattern OTHER_NAMES =
            Pattern.compile("Certificate for <([^>]*)> doesn't match .*?: \\[?([^\\]]*)\\]?");

    private static final String CLIENT_ASKED = "TLS: the server asks for a client's certificate, which is not sent";

    private CertificateWords() {}

    /** Returns what a failed call over TLS says of the certificates; empty when it is about something else. */
    public static Optional<String> of(IOException failure) {
        if (!(failure instanceof SSLException)) {
            return Optional.empty();
        }
        String all = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof CertificateExpiredException) {
                return Optional.of("TLS: the certificate expired on " + date(message, "NotAfter: "));
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Optional.of(
                        "TLS: the certificate is not yet valid; it will be on " + date(message, "NotBefore: "));
            }
            if (cause instanceof CertPathBuilderException) {
                return Optional.of("TLS: no authority that this Java trusts issued the certificate; have it trust that"
                        + " one by -Djavax.net.ssl.trustStore");
            }
            all += message + "\n";
        }
        Matcher names = OTHER_NAMES.matcher(all);
        if (names.find()) {
            return Optional.of(
                    names.group(2).isBlank() // It names hosts alone, and the address an IP address, or the other way
                            // round.
                            ? "TLS: the certificate is for another host than " + names.group(1)
                            : "TLS: the certificate is for " + names.group(2) + ", not for " + names.group(1));
        }
        if (all.contains("No subject alternative") || all.contains("No name matching")) {
            return Optional.of("TLS: the certificate is for another host than the one in the address");
        }
        return all.contains("certificate_required") ? Optional.of(CLIENT_ASKED) : Optional.empty();
    }

    /**
     * What a server wanted that broke off a call over TLS without a word: makes another handshake with it, and sends nothing.
     *
     * @param patience for each step
     * @return that it asks for a client's certificate; empty when it does not, or cannot be asked
     */
    public static Optional<String> ofServer(String host, int port, Duration patience) {
        Handshake handshake = new Handshake();
        int millis = (int) patience.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            try (SSLSocket tls =
                    (SSLSocket) TlsProbe.context(handshake).getSocketFactory().createSocket(socket, host, port, true)) {
                ServerName.set(tls, host);
                tls.startHandshake();
            }
        } catch (IOException e) {
            // Whatever ends it: it asked before, or nothing is known.
        }
        return handshake.isClientAsked() ? Optional.of(CLIENT_ASKED) : Optional.empty();
    }

    private static String date(String message, String before) {
        String written = message.startsWith(before) ? message.substring(before.length()) : message;
        try {
            return ZonedDateTime.parse(written, DATE).toInstant().toString();
        } catch (DateTimeException e) {
            return written; // Java's own words are better than none.
        }
    }
}
