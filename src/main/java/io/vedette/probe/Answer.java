package io.vedette.probe;

import io.vedette.config.values.Durations;
import io.vedette.process.OwnTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What came back, by protocol; or the {@link Trouble} that kept an answer away. */
public sealed interface Answer
        permits Answer.Http,
                Answer.Dns,
                Answer.Tls,
                Answer.NotAsked,
                Beat,
                Answer.Trouble,
                Connected,
                Echoes,
                GrpcHealth,
                Registration,
                Rows {

    /** Returns when the certificate that was seen ends; empty where none was. */
    default Optional<Instant> certificateEnd() {
        return Optional.empty();
    }

    /** Returns when the registration of a domain ends; empty where none was asked for, or nobody knows. */
    default Optional<Instant> domainEnd() {
        return Optional.empty();
    }

    /**
     * An HTTP response, read to its last byte or to the cap.
     *
     * @param status the status code of the last response after redirects
     * @param headers the response's headers, names in lower case, the first value of each; of the challenges of a 401 or 407,
     *     which may stand in several, all
     * @param body the bytes read, unpacked where they were gzip or deflate; at most the cap
     * @param tooLarge whether the body went on after the cap
     * @param redirects how many redirects were followed
     * @param redirectedTo where the last of them led, without credentials; empty when there was none
     * @param certificate what the server showed of itself over TLS; of several servers on the way the one that expires first
     */
    record Http(
            int status,
            Map<String, String> headers,
            byte[] body,
            boolean tooLarge,
            int redirects,
            Optional<String> redirectedTo,
            Optional<Certificate> certificate)
            implements Answer {

        /** A response that came without TLS. */
        public Http(
                int status,
                Map<String, String> headers,
                byte[] body,
                boolean tooLarge,
                int redirects,
                Optional<String> redirectedTo) {
            this(status, headers, body, tooLarge, redirects, redirectedTo, Optional.empty());
        }

        /** A response of the address that was asked. */
        public Http(int status, Map<String, String> headers, byte[] body, boolean tooLarge, int redirects) {
            this(status, headers, body, tooLarge, redirects, Optional.empty());
        }

        /** Returns the same response, found at the end of redirects. */
        public Http foundAt(String address) {
            return new Http(status, headers, body, tooLarge, redirects, Optional.of(address), certificate);
        }

        /** Returns the same response, of a server that showed a certificate. */
        public Http certified(Optional<Certificate> shown) {
            return shown.isEmpty() ? this : new Http(status, headers, body, tooLarge, redirects, redirectedTo, shown);
        }

        @Override
        public Optional<Instant> certificateEnd() {
            return certificate.map(Certificate::notAfter);
        }

        /** Returns the media type without parameters in lower case, or empty text. */
        public String mediaType() {
            String type = contentType();
            int end = type.indexOf(';');
            return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
        }

        /**
         * Returns the body as text without a byte order mark: by the mark, else by the charset of the Content-Type, else UTF-8
         * (and UTF-16 and UTF-32 where the first bytes tell); malformed bytes become replacement characters.
         */
        public String text() {
            return BodyText.of(body, contentType());
        }

        /** Returns the body for a reader of JSON: in UTF-8, UTF-16 or UTF-32, whatever charset it came in. */
        public byte[] json() {
            return BodyText.unicode(body, contentType());
        }

        /**
         * Returns the coding in which the body still is, as operators know it, such as {@code brotli}: a probe unpacks gzip and
         * deflate, and the server chose another one. Some servers name one and then send plain text.
         */
        public Optional<String> packing() {
            for (String coding : Codings.named(headers.getOrDefault("content-encoding", ""))) {
                if (!Codings.isReadable(coding)) {
                    return Optional.of(coding.equals("br") ? "brotli" : coding);
                }
            }
            return Optional.empty();
        }

        private String contentType() {
            return headers.getOrDefault("content-type", "");
        }

        /** Returns whether the status is 200 to 299. */
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
     * @param way what was unusual on the way to it
     */
    record Dns(
            String name,
            RecordType type,
            String rcode,
            List<String> records,
            List<String> aliases,
            String server,
            Way way)
            implements Answer {

        /**
         * How a DNS answer was come by.
         *
         * @param referredTo the name servers that the server points to instead of answering; empty when it does not
         * @param endless whether the aliases lead back to one before, or go on and on
         * @param before the resolver that the check names, where it does not know an alias and one of this machine was
         *     asked instead
         */
        public record Way(List<String> referredTo, boolean endless, Optional<String> before) {

            /** The server that was to be asked answered for itself. */
            static final Way STRAIGHT = new Way(List.of(), false, Optional.empty());

            public Way {
                referredTo = List.copyOf(referredTo);
            }
        }

        public Dns {
            records = List.copyOf(records);
            aliases = List.copyOf(aliases);
        }

        /** An answer that was come by as usual. */
        public Dns(
                String name, RecordType type, String rcode, List<String> records, List<String> aliases, String server) {
            this(name, type, rcode, records, aliases, server, Way.STRAIGHT);
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

        @Override
        public Optional<Instant> certificateEnd() {
            return Optional.of(firstToExpire().notAfter());
        }

        /** Returns everything that is wrong with it at that time, dates included. */
        public List<String> faults(Instant now) {
            return Stream.concat(
                            faults.stream(),
                            chain.stream().map(each -> each.fault(now)).flatMap(Optional::stream))
                    .toList();
        }

        /** Returns the certificate of the chain that expires first. */
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
    record Certificate(String subject, String issuer, Instant notBefore, Instant notAfter) {

        /** Returns what is wrong with its dates at that time; empty when nothing is. */
        public Optional<String> fault(Instant now) {
            if (now.isAfter(notAfter)) {
                return Optional.of("the certificate of " + subject + " expired "
                        + Durations.inWords(Duration.between(notAfter, now)) + " ago, on " + notAfter);
            }
            return now.isBefore(notBefore)
                    ? Optional.of("the certificate of " + subject + " is not yet valid; it will be on " + notBefore)
                    : Optional.empty();
        }
    }

    /**
     * Nobody was asked, for trouble of our own: never judged, as it says nothing about the target.
     *
     * @param trouble what is missing
     */
    record NotAsked(OwnTrouble trouble) implements Answer {}

    /**
     * No answer: what kept it away.
     *
     * @param kind how it is reported to operators
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
