package io.vedette.probe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came back, by protocol; or the {@link Trouble} that kept an answer away. */
public sealed interface Answer {

    /**
     * An HTTP response, read to its last byte or to the cap.
     *
     * @param status the status code of the last response after redirects
     * @param headers the response's headers, names in lower case, the first value of each
     * @param body the bytes read, decompressed; at most the cap
     * @param tooLarge whether the body went on after the cap
     * @param redirects how many redirects were followed
     */
    record Http(int status, Map<String, String> headers, byte[] body, boolean tooLarge, int redirects)
            implements Answer {

        /** The media type without parameters in lower case, or empty text. */
        public String mediaType() {
            String type = headers.getOrDefault("content-type", "");
            int end = type.indexOf(';');
            return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
        }

        /** The body as UTF-8 text without a byte order mark; malformed bytes become replacement characters. */
        public String text() {
            String text = new String(body, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }

        /** Whether the status is 200 to 299. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * A DNS response.
     *
     * @param rcode the response code's mnemonic: {@code NOERROR}, {@code NXDOMAIN}, {@code SERVFAIL} …
     * @param records the data of the records of the asked type, CNAMEs followed, in the order of the answer
     * @param aliases the names that CNAME records led through
     */
    record Dns(String rcode, List<String> records, List<String> aliases) implements Answer {}

    /**
     * A completed TLS handshake.
     *
     * @param notAfter when the first certificate of the chain to expire expires
     * @param subject the name of the server's certificate
     * @param issuer who signed it
     * @param fault what is wrong with the chain or the host name, if anything: self-signed, expired, wrong host …
     */
    record Tls(Instant notAfter, String subject, String issuer, Optional<String> fault) implements Answer {}

    /** A TCP connection was made, and nothing else was asked. */
    record Connected() implements Answer {}

    /** A caller of the heartbeat address, or the lack of one. */
    record Beat(Optional<Instant> last, boolean failed, String message, Instant watchedSince) implements Answer {}

    /**
     * No answer: what kept it away.
     *
     * @param kind how it is told to operators
     * @param message one line for a person, without stack trace and secrets
     */
    record Trouble(Kind kind, String message) implements Answer {

        /** The kinds of trouble that a verdict tells apart. */
        public enum Kind {
            /** No connection, no name, TLS refused, cut off. */
            UNREACHABLE,
            /** The whole probe took longer than it may. */
            TIMEOUT,
            /** The answer could not be read at all, though a server spoke: not the protocol that was asked. */
            MALFORMED,
            /** The check itself is wrong: a login that is refused, an address the policy forbids. */
            MISCONFIGURED
        }
    }
}
