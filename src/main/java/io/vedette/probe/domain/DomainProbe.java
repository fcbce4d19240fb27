package io.vedette.probe.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.config.values.Authority;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Probe;
import io.vedette.probe.Registration;
import io.vedette.probe.http.HttpProbe;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Asks a registry until when a domain is registered, by RDAP (RFC 9082 and 9083: the event {@code expiration}). The server is the one
 * that IANA's list names for the domain (RFC 9224), or the check itself. A good answer counts for an hour, however often the check
 * runs, and stands in for a week where later ones cannot be had: registries answer 429 to those who ask often.
 *
 * <p>Parameters: {@code name}, required; {@code server} (the address of an RDAP service, which is asked without any list); {@code
 * bootstrap} (another list); {@code proxy}, {@code insecure} and what else concerns a call over HTTP. Headers, users and certificates go
 * to the server that the check names, or to the list, and to no server that the list names.
 */
public final class DomainProbe implements Probe {

    private static final String IANA = "https://data.iana.org/rdap/dns.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNKNOWN = 404;

    private final HttpTransport transport;
    private final DomainBook book;
    private final String name;
    private final Optional<URI> server;
    private final HttpRequest call;

    /** @param call what each call has in common; its address is that of the list */
    private DomainProbe(HttpTransport transport, DomainBook book, String name, Optional<URI> server, HttpRequest call) {
        this.transport = transport;
        this.book = book;
        this.name = name;
        this.server = server;
        this.call = call;
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static Optional<DomainProbe> read(
            Parameters parameters, Duration timeout, HttpTransport transport, DomainBook book) {
        String name = HostAndPort.read(parameters, "name");
        if (!name.isEmpty() && (name.indexOf('.') < 0 || HostAndPort.isAddress(name))) {
            parameters.problem("name", "\"" + name + "\" is not a domain such as example.org");
        }
        Optional<URI> server = parameters.parsed("server", Parameters::httpUrl);
        URI list = parameters.parsed("bootstrap", Parameters::httpUrl).orElse(URI.create(IANA));
        return HttpRequest.get(parameters, timeout, list)
                .map(call -> new DomainProbe(transport, book, name, server, call));
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        String key = server.map(URI::toString).orElse(call.url().toString()) + ' ' + name;
        Optional<Registration> fresh = book.domain(key, DomainBook.FRESH);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        Answer answer = book.failure(key).orElseGet(() -> look(key, attempt));
        return answer instanceof Trouble trouble && !attempt.isCancelled()
                ? book.domain(key, DomainBook.KEPT)
                        .<Answer>map(known -> known.keptFor(trouble.message()))
                        .orElse(trouble)
                : answer;
    }

    /** Another look within the same run would find what this one did: it is kept. */
    @Override
    public boolean isRepeatable() {
        return false;
    }

    private Answer look(String key, Attempt attempt) {
        try {
            URI base = server.isPresent() ? server.get() : server(attempt);
            String slash = base.toString().endsWith("/") ? "" : "/";
            Http http = get(URI.create(base + slash + "domain/" + name), attempt);
            if (http.status() == UNKNOWN) {
                // The date that is known stays: a registry may say so of all while it is mended.
                Registration none = new Registration(name, false, Optional.empty(), Authority.host(base), "");
                book.keepFailure(key, none, DomainBook.REST);
                return none;
            }
            JsonNode json = json(http, base);
            Registration domain = new Registration(name, true, expiration(json), Authority.host(base), "");
            book.keep(key, domain);
            return domain;
        } catch (Failed e) {
            if (!attempt.isCancelled()) {
                book.keepFailure(key, e.trouble, e.rest);
            }
            return e.trouble;
        }
    }

    private URI server(Attempt attempt) throws Failed {
        URI list = call.url();
        Optional<RdapServers> servers = book.servers(list, DomainBook.LIST);
        if (servers.isEmpty()) {
            try {
                servers = RdapServers.of(json(get(list, attempt), list));
                servers.ifPresent(found -> book.keep(list, found));
            } catch (Failed e) {
                servers = book.servers(list, Duration.ofDays(365));
                if (servers.isEmpty()) {
                    throw e;
                }
            }
        }
        if (servers.isEmpty()) {
            throw new Failed(Kind.MALFORMED, MaskedUrl.of(list.toString()) + " is no list of RDAP servers (RFC 9224)");
        }
        return servers.get()
                .of(name)
                .orElseThrow(() -> new Failed(
                        Kind.MISCONFIGURED,
                        "no RDAP server is known for " + name.substring(name.lastIndexOf('.'))
                                + ": its registry has none, or the check names it by server"));
    }

    private Http get(URI url, Attempt attempt) throws Failed {
        HttpRequest request = (server.isPresent() ? call.to(url) : call.ledTo(url))
                .withHeader("Accept", "application/rdap+json, application/json");
        Answer answer = new HttpProbe(transport, request, Optional.empty()).ask(attempt);
        if (answer instanceof Trouble trouble) {
            throw new Failed(trouble.kind(), Authority.host(url) + ": " + trouble.message());
        }
        return (Http) answer;
    }

    private static JsonNode json(Http http, URI from) throws Failed {
        String who = Authority.host(from);
        if (!http.isSuccess()) {
            String wait = http.status() == 429 ? ", it is asked too often" : "";
            boolean refuses = http.status() == 429 || http.status() == 403 || http.status() >= 500;
            throw new Failed(
                    Kind.UNREACHABLE,
                    who + " answered " + http.status() + wait,
                    refuses ? DomainBook.REST : DomainBook.SHORT_REST);
        }
        if (http.tooLarge()) {
            throw new Failed(Kind.MALFORMED, who + " answered with more than " + http.body().length + " bytes");
        }
        try {
            JsonNode json = JSON.readTree(http.json());
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // Told below, as JSON of another shape.
        }
        throw new Failed(Kind.MALFORMED, who + " did not answer with a JSON object");
    }

    private static Optional<Instant> expiration(JsonNode json) {
        for (JsonNode event : json.path("events")) {
            if (event.path("eventAction").asText().equals("expiration")) {
                Optional<Instant> date = date(event.path("eventDate").asText());
                if (date.isPresent()) {
                    return date;
                }
            }
        }
        return Optional.empty();
    }

    /** RFC 3339, as section 4.5 asks for; some registries write the day alone. */
    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    text.length() > 10
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // Then it tells none that can be read.
        }
    }

    @Override
    public String address() {
        return "domain:" + name;
    }

    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Trouble trouble;
        private final Duration rest;

        Failed(Kind kind, String message) {
            this(kind, message, DomainBook.SHORT_REST);
        }

        Failed(Kind kind, String message, Duration rest) {
            super(message, null, false, false);
            this.trouble = new Trouble(kind, message);
            this.rest = rest;
        }
    }
}
