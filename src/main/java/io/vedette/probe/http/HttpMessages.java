package io.vedette.probe.http;

import io.vedette.config.values.Authority;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;

/** Requests as they go over the wire. */
final class HttpMessages {

    private final RequestConfig limits;

    /** @param timeout how long each of connecting, sending and waiting may take */
    HttpMessages(Duration timeout) {
        this.limits = limits(timeout);
    }

    @SuppressWarnings("deprecation") // The pool's own limit holds for all targets; this one is the check's.
    private static RequestConfig limits(Duration timeout) {
        return RequestConfig.custom()
                .setConnectTimeout(Timeout.of(timeout))
                .setResponseTimeout(Timeout.of(timeout))
                .setConnectionRequestTimeout(Timeout.of(timeout))
                // A user and a password that are for digest are not sent in plain text because a server asks so.
                .setTargetPreferredAuthSchemes(List.of(StandardAuthScheme.DIGEST))
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    HttpUriRequestBase of(HttpRequest next, Optional<String> cookie) {
        URI url = onTheWire(next.url());
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        HttpUriRequestBase message = new HttpUriRequestBase(next.method(), url);
        message.setAuthority(new URIAuthority(Authority.host(url), Authority.port(url)));
        message.setPath(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        message.setConfig(limits);
        message.setHeader("User-Agent", "Vedette");
        message.setHeader("Accept", "application/json, text/plain;q=0.9, */*;q=0.8");
        message.setHeader("Accept-Encoding", "gzip");
        if (Authority.rawUserInfo(url) != null) {
            message.setHeader("Authorization", basic(url));
        }
        // One of the check's own takes the place of a standard one; the same name twice is sent twice.
        next.headers().forEach(header -> message.removeHeaders(header.name()));
        next.headers().forEach(header -> message.addHeader(header.name(), bytes(header.value())));
        cookie.ifPresent(set -> {
            Header own = message.getFirstHeader("Cookie");
            message.setHeader("Cookie", own == null ? set : own.getValue() + "; " + set);
        });
        next.body().ifPresent(body -> {
            message.setHeader("Content-Type", next.contentType());
            message.setEntity(new ByteArrayEntity(encoded(body, next.contentType()), null));
        });
        return message;
    }

    /** Headers are sent a byte for each character; what is none is sent in UTF-8, as curl does. */
    private static String bytes(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return value;
    }

    private static byte[] encoded(String body, String contentType) {
        return body.getBytes(ContentType.parse(contentType).getCharset(StandardCharsets.UTF_8));
    }

    /** Letters beyond ASCII are legal in a {@link URI}, but not on the wire. */
    private static URI onTheWire(URI url) {
        String ascii = url.toASCIIString();
        return ascii.equals(url.toString()) ? url : URI.create(ascii);
    }

    /** Returns user and password of a URL as the header Authorization has them (RFC 7617). */
    static String basic(URI url) {
        // What stands percent-encoded in the URL is sent as it is meant.
        return basic(PercentCodec.decode(Authority.rawUserInfo(url), StandardCharsets.UTF_8));
    }

    /** Returns user and password as the header Authorization has them. */
    static String basic(Reach.Credentials user) {
        return basic(user.username() + ":" + user.password());
    }

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
