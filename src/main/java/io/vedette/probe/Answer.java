package io.vedette.probe;

import io.vedette.process.OwnTrouble;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

        private static final Pattern CHARSET =
                Pattern.compile(";\\s*charset\\s*=\\s*\"?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);

        /** The media type without parameters in lower case, or empty text. */
        public String mediaType() {
            String type = headers.getOrDefault("content-type", "");
            int end = type.indexOf(';');
            return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
        }

        /**
         * The body as text without a byte order mark: UTF-8, or where it is none the charset of the Content-Type;
         * malformed bytes become replacement characters.
         */
        public String text() {
            String text = new String(body, StandardCharsets.UTF_8);
            if (text.indexOf('\uFFFD') >= 0) {
                text = new String(body, charset());
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }

        private Charset charset() {
            Matcher named = CHARSET.matcher(headers.getOrDefault("content-type", ""));
            try {
                return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
            } catch (IllegalArgumentException e) {
                // A name that this Java does not know: what is readable is read.
                return StandardCharsets.UTF_8;
            }
        }

        /** Whether the status is 200 to 299. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * A DNS response.
     *
     * @param name the name that was asked for
     * @param type the type that was asked for
     * @param rcode the response code's mnemonic: {@code NOERROR}, {@code NXDOMAIN}, {@code SERVFAIL} …
     * @param records the data of the records of the asked type, CNAMEs followed, in the order of the answer
     * @param aliases the names that CNAME records led to, in order; the records are those of the last one
     * @param server the server that gave this answer
     */
    record Dns(String name, RecordType type, String rcode, List<String> records, List<String> aliases, String server)
            implements Answer {

        public Dns {
            records = List.copyOf(records);
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * A TLS handshake that went far enough to see the server's certificates. Whether they are valid now is left to the
     * rule, which knows the time.
     *
     * @param chain the server's certificate first, then those that lead to a trusted root (which is left out); when no
     *     such way was found, the certificates as the server sent them; never empty
     * @param faults what is wrong with the chain or the host name at any time: self-signed, untrusted issuer, wrong host
     * @param protocol the version that was agreed on, such as {@code TLSv1.3}; empty when the handshake stopped because
     *     the server asks for a client's certificate
     */
    record Tls(List<Certificate> chain, List<String> faults, String protocol) implements Answer {

        public Tls {
            chain = List.copyOf(chain);
            faults = List.copyOf(faults);
        }

        /** The certificate of the chain that expires first. */
        public Certificate firstToExpire() {
            return chain.stream()
                    .min(Comparator.comparing(Certificate::notAfter))
                    .orElseThrow();
        }
    }

    /**
     * What a certificate says of itself.
     *
     * @param subject whose it is, such as {@code CN=example.org}
     * @param issuer who signed it
     * @param notBefore the first second at which it is valid
     * @param notAfter the last second at which it is valid
     */
    record Certificate(String subject, String issuer, Instant notBefore, Instant notAfter) {}

    /**
     * Nobody was asked, for trouble of our own: never judged, as it says nothing about the target.
     *
     * @param trouble what is missing
     */
    record NotAsked(OwnTrouble trouble) implements Answer {}

    /** A TCP connection was made, and nothing else was asked. */
    record Connected() implements Answer {}

    /**
     * The last call of the heartbeat address, or the lack of one.
     *
     * @param last when it came; empty when none came since watching began
     * @param failed whether it reported a failure
     * @param message what it said, as it was sent; empty when it said nothing
     * @param watchedSince since when a call would have been seen
     * @param missingSince when a call was found missing before a restart, if none came after it
     */
    record Beat(
            Optional<Instant> last,
            boolean failed,
            String message,
            Instant watchedSince,
            Optional<Instant> missingSince)
            implements Answer {}

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
            /** A server answered with a redirect that leads nowhere: in a circle, or to what is not HTTP. */
            REDIRECTED,
            /** The check itself is wrong: a login that is refused, an address the policy forbids. */
            MISCONFIGURED
        }
    }
}
