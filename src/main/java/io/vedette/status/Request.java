package io.vedette.status;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What the status server is asked.
 *
 * @param method GET, HEAD, POST …
 * @param target path and query as they were sent, nothing decoded
 * @param accept the Accept header, or empty
 * @param authorization the Authorization header, or empty
 */
public record Request(String method, String target, String accept, String authorization) {

    /** The path as it was sent, without the query. */
    public String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Whether a person's browser asks. */
    public boolean wantsPage() {
        return accept.contains("text/html");
    }

    /** What stands behind a prefix, query included, percent-decoded once; text that is no valid encoding stays as it is. */
    public String after(String prefix) {
        return decoded(target.substring(prefix.length()));
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // A raw URL may hold a percent sign of its own.
        }
    }
}
