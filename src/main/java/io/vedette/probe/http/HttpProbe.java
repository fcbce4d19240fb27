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
import io.vedette.probe.tls.ShownCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * Asks over HTTP/1.1. Reads the body to its last byte or to the cap, unpacking gzip and deflate; follows redirects and counts
 * them, with the cookies that they set; a header of the check, its body, its token and its password go to the origin of the
 * check's own URL alone.
 */
public final class HttpProbe implements Probe {

    private static final int CHUNK = 8_192;
    /** Headers of which a rule reads all lines, in their order (RFC 9110, 5.3). */
    private static final Set<String> LISTS = Set.of("www-authenticate", "proxy-authenticate", "content-encoding");

    private final HttpRequest request;
    private final Optional<TokenSource> token;
    private final HttpCalls calls;

    /** @param token what every request of the check carries, if anything */
    public HttpProbe(HttpTransport transport, HttpRequest request, Optional<TokenSource> token) {
        this.request = request;
        this.token = token;
        this.calls = new HttpCalls(transport, new HttpMessages(request.timeout()));
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
        Optional<Answer.Certificate> certificate = Optional.empty();
        for (int redirects = 0; ; redirects++) {
            Optional<String> cookie = cookies == null ? Optional.empty() : cookies.header(url);
            HttpCalls.Opened opened = calls.open(attempt, next, cookie);
            ClassicHttpResponse response = opened.response();
            certificate = ShownCertificate.first(
                    certificate, ShownCertificate.of(opened.exchange().getSSLSession()));
            Http answer;
            try (response) {
                answer = read(response, redirects).certified(certificate);
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
        return withUser(first)
                .ledTo(url)
                .sending(keepsMethod ? before.method() : "GET", keepsMethod ? before.body() : Optional.empty());
    }

    /** The user and password of its URL are a header like others: a redirect names a URL without. */
    private static HttpRequest withUser(HttpRequest first) {
        boolean named =
                first.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase("Authorization"));
        return Authority.rawUserInfo(first.url()) == null || named
                ? first
                : first.withHeader("Authorization", HttpMessages.basic(first.url()));
    }
}
