package io.vedette.probe.http;

import io.vedette.config.values.Authority;
import io.vedette.config.values.MaskedUrl;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.Codings;
import io.vedette.probe.Deadline;
import io.vedette.probe.Probe;
import io.vedette.probe.tls.ClientCertificateWanted;
import io.vedette.probe.tls.PlainTrust;
import io.vedette.probe.tls.ServerName;
import io.vedette.probe.tls.TlsUpgrade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;

/**
 * Asks over HTTP/1.1. Reads the body to its last byte or to the cap, unpacking gzip and deflate; follows redirects and counts
 * them, with the cookies that they set; a header of the check, its body, its token and its password go to the origin of the
 * check's own URL alone.
 */
public final class HttpProbe implements Probe {

    private static final int CHUNK = 8_192;
    /** Headers of which a rule reads all lines, in their order (RFC 9110, 5.3). */
    private static final Set<String> LISTS = Set.of("www-authenticate", "proxy-authenticate", "content-encoding");

    private static final int REQUEST_TIMEOUT = 408;

    private final HttpTransport transport;
    private final HttpRequest request;
    private final Optional<TokenSource> token;
    private final HttpMessages messages;

    /** @param token what every request of the check carries, if anything */
    public HttpProbe(HttpTransport transport, HttpRequest request, Optional<TokenSource> token) {
        this.transport = transport;
        this.request = request;
        this.token = token;
        this.messages = new HttpMessages(request.timeout());
    }

    @Override
    public Answer ask(Attempt attempt) {
        try {
            if (token.isEmpty()) {
                return follow(attempt, request);
            }
            TokenSource source = token.get();
            Deadline deadline = Deadline.in(request.timeout());
            String first = source.token(attempt, deadline);
            Http answer = follow(attempt, request.withHeader(source.header(), first));
            if (answer.status() != 401 && answer.status() != 403 || !source.renews(first)) {
                return answer;
            }
            return follow(attempt, request.withHeader(source.header(), source.token(attempt, deadline)));
        } catch (TokenSource.LoginFailed e) {
            return e.trouble();
        } catch (SecurityException e) {
            // The lookup found no address that may be reached: the check names the wrong place, or was led there.
            return new Trouble(Trouble.Kind.MISCONFIGURED, e.getMessage());
        } catch (Redirect.Failed e) {
            return new Trouble(Trouble.Kind.REDIRECTED, e.getMessage());
        } catch (IOException e) {
            return HttpTrouble.of(e, attempt);
        } catch (RuntimeException e) {
            if (attempt.isCancelled()) { // The client's state is taken away under it, in whatever step it is.
                return HttpTrouble.late();
            }
            throw e;
        }
    }

    @Override
    public String address() {
        return MaskedUrl.of(request.url().toString());
    }

    private Http follow(Attempt attempt, HttpRequest first) throws IOException {
        URI url = first.url();
        HttpRequest next = first;
        Cookies cookies = null;
        for (int redirects = 0; ; redirects++) {
            Optional<String> cookie = cookies == null ? Optional.empty() : cookies.header(url);
            ClassicHttpResponse response = open(attempt, next, cookie);
            Http answer;
            try (response) {
                answer = read(response, redirects);
            }
            Optional<URI> target = next.followRedirects() ? Redirect.target(url, answer) : Optional.empty();
            if (target.isEmpty()) {
                return redirects == 0 ? answer : answer.foundAt(MaskedUrl.of(url.toString()));
            }
            if (redirects == HttpRequest.MOST_REDIRECTS) {
                throw new Redirect.Failed(
                        answer,
                        "more than " + HttpRequest.MOST_REDIRECTS + " redirects, the last one to",
                        target.get());
            }
            Header[] setters = response.getHeaders("Set-Cookie");
            if (setters.length > 0) {
                cookies = cookies == null ? new Cookies() : cookies;
                cookies.keep(url, setters);
            }
            url = target.get();
            next = redirected(first, next, url, answer.status());
            if (next.body().isPresent() && !Redirect.isSameOrigin(url, first.url())) {
                throw new Redirect.Failed(
                        answer, "redirected to another server, which does not get the check's body:", url);
            }
        }
    }

    /**
     * Sends a request and reads the head of its answer. A pooled connection may be closed by the server just when the request
     * is on its way: as nothing came back, the server did not answer it, and it is made again, once, on a connection that is
     * made for it, whatever its method (RFC 9110, 9.2.2, and what browsers and Go do). A failure there is the server's.
     */
    private ClassicHttpResponse open(Attempt attempt, HttpRequest next, Optional<String> cookie) throws IOException {
        HttpClientContext exchange = HttpClientContext.create();
        try {
            ClassicHttpResponse response = send(attempt, next, cookie, transport.client(next.insecure()), exchange);
            if (response.getCode() != REQUEST_TIMEOUT || PooledConnections.isMade(exchange)) {
                return response;
            }
            response.close(); // Some say so, unasked, before they close an idle connection (RFC 9110, 15.5.9).
        } catch (IOException e) {
            if (ServerName.isRefused(Authority.host(next.url()), e)) {
                return send(attempt, next, cookie, transport.freshClient(next.insecure()), TlsUpgrade.nameless());
            }
            if (PooledConnections.isMade(exchange) || attempt.isCancelled() || !isSilent(e)) {
                throw e;
            }
        }
        return send(attempt, next, cookie, transport.freshClient(next.insecure()), HttpClientContext.create());
    }

    /** Whether a connection ended before anything came back over it, be it that the pool closed it at that moment. */
    private static boolean isSilent(IOException e) {
        return e instanceof InterruptedIOException
                ? e.getCause() instanceof ConnectionShutdownException
                : !(e instanceof ResponseParser.CutOff || e instanceof ClientProtocolException);
    }

    private ClassicHttpResponse send(
            Attempt attempt,
            HttpRequest next,
            Optional<String> cookie,
            MinimalHttpClient client,
            HttpClientContext exchange)
            throws IOException {
        HttpUriRequestBase message = messages.of(next, cookie);
        attempt.onCancel(message::cancel);
        URI url = next.url();
        HttpHost host =
                new HttpHost(url.getScheme().toLowerCase(Locale.ROOT), Authority.host(url), Authority.port(url));
        try {
            return client.executeOpen(host, message, exchange);
        } catch (SocketTimeoutException | SSLPeerUnverifiedException e) {
            throw e;
        } catch (IOException e) {
            boolean isTheirs = PooledConnections.isMade(exchange)
                    && isSilent(e)
                    && PlainTrust.refusal(e).isEmpty();
            throw isTheirs && TlsUpgrade.isClientAsked(exchange) ? new ClientCertificateWanted(e) : e;
        }
    }

    private Http read(ClassicHttpResponse response, int redirects) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            headers.merge(name, header.getValue(), (first, more) -> LISTS.contains(name) ? first + ", " + more : first);
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Http(response.getCode(), headers, new byte[0], false, redirects);
        }
        // The entity is not closed here: that would read a capped body to its end. The response is, and with it the
        // connection when bytes are left.
        InputStream content = entity.getContent();
        List<String> codings = Codings.readable(headers.getOrDefault("content-encoding", ""));
        if (codings.isEmpty()) {
            return read(content, response.getCode(), headers, entity.getContentLength(), redirects);
        }
        try (InputStream plain = Codings.unpacked(content, codings)) {
            return read(plain, response.getCode(), headers, -1, redirects);
        }
    }

    private Http read(InputStream plain, int status, Map<String, String> headers, long announced, int redirects)
            throws IOException {
        int cap = request.maxBodyBytes();
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.min(cap, announced > 0 ? announced : 512));
        byte[] chunk = new byte[(int) Math.min(CHUNK, announced > 0 ? Math.max(announced, 64) : CHUNK)];
        while (body.size() <= cap) {
            int read = plain.read(chunk, 0, Math.min(chunk.length, cap + 1 - body.size()));
            if (read < 0) {
                return new Http(status, headers, body.toByteArray(), false, redirects);
            }
            body.write(chunk, 0, read);
        }
        return new Http(status, headers, Arrays.copyOf(body.toByteArray(), cap), true, redirects);
    }

    private static HttpRequest redirected(HttpRequest first, HttpRequest before, URI url, int status) {
        boolean keepsMethod = status == 307 || status == 308 || before.isIdempotent();
        return new HttpRequest(
                keepsMethod ? before.method() : "GET",
                url,
                Redirect.isSameOrigin(url, first.url()) ? headersOf(first) : List.of(),
                keepsMethod ? before.body() : Optional.empty(),
                before.contentType(),
                before.timeout(),
                before.maxBodyBytes(),
                true,
                before.insecure());
    }

    /** The check's headers, with the user and password of its URL among them: a redirect names a URL without. */
    private static List<HttpRequest.Header> headersOf(HttpRequest first) {
        boolean named =
                first.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase("Authorization"));
        if (Authority.rawUserInfo(first.url()) == null || named) {
            return first.headers();
        }
        return first.withHeader("Authorization", HttpMessages.basic(first.url()))
                .headers();
    }
}
