package io.vedette.probe.http;

import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
import io.vedette.probe.http.Reach.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an HTTP probe asks.
 *
 * @param method the method, upper case
 * @param url absolute, http or https; user and password in it become basic authentication
 * @param headers in the order in which they are sent, a name as often as it stands there; sent to the URL's own origin
 *     only, never to another one after a redirect
 * @param body the text to send, if any
 * @param contentType the media type of the body; ignored without one
 * @param timeout the longest wait for a single read; the whole probe is limited by whoever runs it
 * @param maxBodyBytes how much of the decompressed body is read
 * @param followRedirects whether 301, 302, 303, 307 and 308 are followed, {@value #MOST_REDIRECTS} at most
 * @param insecure whether certificates and host names go unverified
 * @param reach how the server is reached, where that is not as usual
 */
public record HttpRequest(
        String method,
        URI url,
        List<Header> headers,
        Optional<String> body,
        String contentType,
        Duration timeout,
        int maxBodyBytes,
        boolean followRedirects,
        boolean insecure,
        Reach reach) {

    static final int MOST_REDIRECTS = 10;
    public static final int STANDARD_BODY_BYTES = 1 << 20;
    public static final int MOST_BODY_BYTES = 64 << 20;

    /** Headers of which a server takes one, or refuses the request. */
    private static final Set<String> ONCE =
            Set.of("authorization", "content-type", "host", "user-agent", "referer", "cookie");

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** Headers stand one a line; a comma divides them too where a name and a colon follow it. */
    private static final Pattern BETWEEN_HEADERS =
            Pattern.compile("\\s*(?:[\\r\\n]+|,(?=\\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\\s*:))\\s*");

    /** One header line. */
    public record Header(String name, String value) {}

    public HttpRequest {
        headers = List.copyOf(headers);
    }

    /** A request with each header once. */
    public HttpRequest(
            String method,
            URI url,
            Map<String, String> headers,
            Optional<String> body,
            String contentType,
            Duration timeout,
            int maxBodyBytes,
            boolean followRedirects,
            boolean insecure) {
        this(
                method,
                url,
                headers.entrySet().stream()
                        .map(header -> new Header(header.getKey(), header.getValue()))
                        .toList(),
                body,
                contentType,
                timeout,
                maxBodyBytes,
                followRedirects,
                insecure,
                Reach.USUAL);
    }

    /** Returns a GET of a URL with the standard limits. */
    public static HttpRequest get(URI url, Duration timeout) {
        return new HttpRequest(
                "GET", url, List.of(), Optional.empty(), "", timeout, STANDARD_BODY_BYTES, true, false, Reach.USUAL);
    }

    /**
     * Reads {@code url}, {@code method} and {@code body} beside the {@linkplain #get(Parameters, Duration, URI) options};
     * what is wrong is noted in the parameters, and the request is then empty.
     */
    public static Optional<HttpRequest> read(Parameters parameters, Duration timeout) {
        String method =
                parameters.parsed("method", HttpRequest::method).orElse("GET").toUpperCase(Locale.ROOT);
        Optional<String> body = parameters.text("body");
        return get(parameters, timeout, parameters.url("url")).map(request -> request.sending(method, body));
    }

    /**
     * Returns a GET with the options of every HTTP check: {@code headers}, {@code maxBodyBytes}, {@code followRedirects},
     * {@code insecure}, the user of basic authentication, and how its server is {@linkplain Reach reached}.
     *
     * @param url null when the parameters that make it are wrong, which is noted already; the request is then empty
     */
    public static Optional<HttpRequest> get(Parameters parameters, Duration timeout, URI url) {
        List<Header> headers =
                parameters.parsed("headers", HttpRequest::headers).orElse(List.of());
        int maxBodyBytes = parameters.number("maxBodyBytes", STANDARD_BODY_BYTES, 1, MOST_BODY_BYTES);
        boolean followRedirects = parameters.flag("followRedirects", true);
        boolean insecure = parameters.flag("insecure", false);
        Reach reach = Reach.read(parameters);
        Optional<Credentials> basic = Credentials.read(parameters, "basic");
        if (url == null) {
            return Optional.empty();
        }
        String contentType = headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("content-type"))
                .map(Header::value)
                .findFirst()
                .orElse("application/json");
        HttpRequest request = new HttpRequest(
                "GET",
                url,
                headers,
                Optional.empty(),
                contentType,
                timeout,
                maxBodyBytes,
                followRedirects,
                insecure,
                reach);
        return Optional.of(basic.map(user -> request.withHeader("Authorization", HttpMessages.basic(user)))
                .orElse(request));
    }

    /** Returns user and password of a URL as the header Authorization has them. */
    public static String basic(URI url) {
        return HttpMessages.basic(url);
    }

    private static String method(String text) {
        if (!TOKEN.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not an HTTP method");
        }
        if (text.equalsIgnoreCase("CONNECT")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" asks a proxy for a tunnel, which a check does not use");
        }
        return text;
    }

    /** Returns the same request by another method, with a body. */
    public HttpRequest sending(String otherMethod, Optional<String> otherBody) {
        return new HttpRequest(
                otherMethod,
                url,
                headers,
                otherBody,
                contentType,
                timeout,
                maxBodyBytes,
                followRedirects,
                insecure,
                reach);
    }

    /** Returns the same request with another header. */
    public HttpRequest withHeader(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.removeIf(header -> header.name().equalsIgnoreCase(name));
        more.add(new Header(name, value));
        return new HttpRequest(
                method, url, more, body, contentType, timeout, maxBodyBytes, followRedirects, insecure, reach);
    }

    /** Returns the same request of another address. */
    public HttpRequest to(URI other) {
        return new HttpRequest(
                method, other, headers, body, contentType, timeout, maxBodyBytes, followRedirects, insecure, reach);
    }

    /** Returns the same request of where somebody else leads: another server gets to know no header, user and certificate of the check. */
    public HttpRequest ledTo(URI other) {
        return Redirect.isSameOrigin(other, url)
                ? to(other)
                : new HttpRequest(
                        method,
                        other,
                        List.of(),
                        body,
                        contentType,
                        timeout,
                        maxBodyBytes,
                        followRedirects,
                        insecure,
                        reach.elsewhere());
    }

    /** Returns whether a redirect leaves it as it is. */
    boolean isIdempotent() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /**
     * Reads headers, one a line.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    public static List<Header> headers(String text) {
        List<Header> headers = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (String line : BETWEEN_HEADERS.split(text.strip())) {
            int colon = line.indexOf(':') > 0 ? line.indexOf(':') : line.indexOf('=');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException("a header must be written as Name: value, one per line");
            }
            boolean isFirst = given.add(name.toLowerCase(Locale.ROOT));
            if (!isFirst && ONCE.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("header " + name + " is given twice; it can have only one value");
            }
            HeaderText.value(
                    "header " + HeaderText.name(name), line.substring(colon + 1).strip());
            headers.add(new Header(name, line.substring(colon + 1).strip()));
        }
        return headers;
    }
}
