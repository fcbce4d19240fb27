package io.vedette.camel.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request, and where the status server stands that it is for.
 *
 * @param asked the request as it came; on the event loop of its connection
 * @param under the path of a host's server below which the status server is, as it stands in the request; empty where all of a
 *     server is its own
 * @param body what the host's server has read of the body already; empty where nobody has
 * @param person whom the host knows by its own security, as {@link io.vedette.status.http.Sender} has them; empty for nobody
 */
public record AskedFor(HttpServerRequest asked, String under, Buffer body, String person) {

    AskedFor(HttpServerRequest asked) {
        this(asked, "", Buffer.buffer(), "");
    }

    /** Whether a request names a path below another one; one that comes to that in other letters does not. */
    public static boolean isBelow(HttpServerRequest asked, String under) {
        String path = asked.path();
        return path != null && path.startsWith(under + "/") && asked.uri().startsWith(under + "/");
    }

    String path() {
        return asked.path() == null ? null : asked.path().substring(under.length());
    }

    /** Returns path and query as they were sent, without what the status server is under. */
    String target() {
        return asked.uri().substring(under.length());
    }

    /** Returns the name under which the server was called, or empty; a request of HTTP/2 has it elsewhere than in a header. */
    String host() {
        String host = asked.getHeader("Host");
        if (host == null && asked.authority() != null) {
            return asked.authority().toString();
        }
        return host == null ? "" : host;
    }
}
