package io.vedette.camel.http;

import io.vedette.status.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** The security headers of every response. A response's own header of the same name wins. */
public final class SecurityHeaders {

    /** Pages load scripts, styles and data only from this server; nothing inline in a page runs. */
    private static final String PAGE =
            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " style-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String DATA =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String YEAR_IN_SECONDS = "31536000";

    private final boolean tls;

    /** @param tls whether the server itself speaks TLS; a proxy before it sends its own header */
    public SecurityHeaders(boolean tls) {
        this.tls = tls;
    }

    /** Returns the headers of an answer, its own included. */
    public Map<String, String> of(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Security-Policy", response.contentType().startsWith("text/html") ? PAGE : DATA);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (tls) {
            headers.put("Strict-Transport-Security", "max-age=" + YEAR_IN_SECONDS);
        }
        headers.putAll(response.headers());
        return headers;
    }
}
