package io.vedette.probe;

import io.vedette.config.Secrets;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks over HTTP/1.1. Reads the body to its last byte or to the cap, decompressing gzip; follows redirects and counts
 * them; a header of the check, its body, its token and its password go to the origin of the check's own URL alone.
 */
public final class HttpProbe implements Probe {

    private static final int CHUNK = 8_192;

    private final HttpTransport transport;
    private final HttpRequest request;
    private final Optional<TokenSource> token;
    private final RequestConfig limits;

    public HttpProbe(HttpTransport transport, HttpRequest request, Optional<TokenSource> token) {
        this.transport = transport;
        this.request = request;
        this.token = token;
        this.limits = limits(request.timeout());
    }

    @SuppressWarnings("deprecation") // The pool's own limit holds for all targets; this one is the check's.
    private static RequestConfig limits(Duration timeout) {
        return RequestConfig.custom()
                .setConnectTimeout(Timeout.of(timeout))
                .setResponseTimeout(Timeout.of(timeout))
                .setConnectionRequestTimeout(Timeout.of(timeout))
                .build();
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
        }
    }

    @Override
    public String address() {
        return Secrets.maskUrl(request.url().toString());
    }

    private Http follow(Attempt attempt, HttpRequest first) throws IOException {
        URI url = first.url();
        HttpRequest next = first;
        for (int redirects = 0; ; redirects++) {
            Http answer = send(attempt, next, redirects);
            Optional<URI> target = next.followRedirects() ? Redirect.target(url, answer) : Optional.empty();
            if (target.isEmpty()) {
                return redirects == 0 ? answer : answer.foundAt(Secrets.maskUrl(url.toString()));
            }
            if (redirects == HttpRequest.MOST_REDIRECTS) {
                throw new Redirect.Failed(
                        answer,
                        "more than " + HttpRequest.MOST_REDIRECTS + " redirects, the last one to",
                        target.get());
            }
            url = target.get();
            next = redirected(first, next, url, answer.status());
            if (next.body().isPresent() && !Redirect.isSameOrigin(url, first.url())) {
                throw new Redirect.Failed(
                        answer, "redirected to another server, which does not get the check's body:", url);
            }
        }
    }

    /** A connection that idled may have been closed by the server just now: that is no fault of the target. */
    private Http send(Attempt attempt, HttpRequest next, int redirects) throws IOException {
        try {
            return exchange(attempt, next, redirects);
        } catch (NoHttpResponseException | SocketException e) {
            if (!next.isIdempotent() || attempt.isCancelled() || neverConnected(e)) {
                throw e;
            }
            return exchange(attempt, next, redirects);
        }
    }

    private static boolean neverConnected(IOException e) {
        return e instanceof ConnectException || e instanceof NoRouteToHostException;
    }

    private Http exchange(Attempt attempt, HttpRequest next, int redirects) throws IOException {
        HttpUriRequestBase message = message(next);
        attempt.onCancel(message::cancel);
        URI url = next.url();
        HttpHost host = new HttpHost(url.getScheme().toLowerCase(Locale.ROOT), url.getHost(), url.getPort());
        try (ClassicHttpResponse response =
                transport.client(next.insecure()).executeOpen(host, message, HttpClientContext.create())) {
            Map<String, String> headers = new HashMap<>();
            for (Header header : response.getHeaders()) {
                String name = header.getName().toLowerCase(Locale.ROOT);
                boolean isChallenge = name.equals("www-authenticate") || name.equals("proxy-authenticate");
                headers.merge(
                        name, header.getValue(), (first, more) -> isChallenge ? first + ", " + more : first);
            }
            return read(response, headers, redirects);
        }
    }

    private Http read(ClassicHttpResponse response, Map<String, String> headers, int redirects) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Http(response.getCode(), headers, new byte[0], false, redirects);
        }
        // The entity is not closed here: that would read a capped body to its end. The response is, and with it the
        // connection when bytes are left.
        InputStream content = entity.getContent();
        String encoding = headers.getOrDefault("content-encoding", "");
        boolean gzip = encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
        InputStream plain = gzip ? unpacked(content) : content;
        int cap = request.maxBodyBytes();
        long announced = entity.getContentLength();
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.min(cap, announced > 0 ? announced : 512));
        byte[] chunk = new byte[(int) Math.min(CHUNK, announced > 0 && !gzip ? Math.max(announced, 64) : CHUNK)];
        while (body.size() <= cap) {
            int read = plain.read(chunk, 0, Math.min(chunk.length, cap + 1 - body.size()));
            if (read < 0) {
                return new Http(response.getCode(), headers, body.toByteArray(), false, redirects);
            }
            body.write(chunk, 0, read);
        }
        byte[] kept = new byte[cap];
        System.arraycopy(body.toByteArray(), 0, kept, 0, cap);
        return new Http(response.getCode(), headers, kept, true, redirects);
    }

    /** A body of no bytes is no gzip, and is empty all the same. */
    private static InputStream unpacked(InputStream packed) throws IOException {
        PushbackInputStream content = new PushbackInputStream(packed, 1);
        int first = content.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        content.unread(first);
        return new GZIPInputStream(content, CHUNK);
    }

    private HttpUriRequestBase message(HttpRequest next) {
        URI url = onTheWire(next.url());
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        HttpUriRequestBase message = new HttpUriRequestBase(next.method(), url);
        message.setPath(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        message.setConfig(limits);
        message.setHeader("User-Agent", "Vedette");
        message.setHeader("Accept", "application/json, text/plain;q=0.9, */*;q=0.8");
        message.setHeader("Accept-Encoding", "gzip");
        if (url.getRawUserInfo() != null) {
            message.setHeader("Authorization", basic(url));
        }
        next.headers().forEach(message::setHeader);
        next.body().ifPresent(body -> {
            message.removeHeaders("Content-Type");
            message.setEntity(new StringEntity(body, ContentType.parse(next.contentType())));
        });
        return message;
    }

    /** Letters beyond ASCII are legal in a {@link URI}, but not on the wire. */
    private static URI onTheWire(URI url) {
        String ascii = url.toASCIIString();
        return ascii.equals(url.toString()) ? url : URI.create(ascii);
    }

    private static String basic(URI url) {
        // getUserInfo is decoded: what stands percent-encoded in the URL is sent as it is meant.
        return "Basic " + Base64.getEncoder().encodeToString(url.getUserInfo().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest redirected(HttpRequest first, HttpRequest before, URI url, int status) {
        boolean keepsMethod = status == 307 || status == 308 || before.isIdempotent();
        return new HttpRequest(
                keepsMethod ? before.method() : "GET",
                url,
                Redirect.isSameOrigin(url, first.url()) ? headersOf(first) : Map.of(),
                keepsMethod ? before.body() : Optional.empty(),
                before.contentType(),
                before.timeout(),
                before.maxBodyBytes(),
                true,
                before.insecure());
    }

    /** The check's headers, with the user and password of its URL among them: a redirect names a URL without. */
    private static Map<String, String> headersOf(HttpRequest first) {
        boolean named = first.headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        if (first.url().getRawUserInfo() == null || named) {
            return first.headers();
        }
        return first.withHeader("Authorization", basic(first.url())).headers();
    }
}
