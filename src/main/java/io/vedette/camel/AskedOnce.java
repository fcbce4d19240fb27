package io.vedette.camel;

import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;

/**
 * Keeps the HTTP client of a step in an alert route from asking again by itself: after a 429 or 503 it would sleep for as long as the
 * server says and send the same message a second time. When to try again is the outbox's to decide.
 */
final class AskedOnce {

    private static final String NAME = "org.apache.camel.component.http.HttpEndpoint";

    private AskedOnce() {}

    /** Does nothing to an endpoint that is of another kind; to be called before its client is made. */
    static void of(Endpoint endpoint) {
        // By name first: an application without HTTP may leave the class out.
        if (endpoint != null && endpoint.getClass().getName().equals(NAME)) {
            OfHttp.set(endpoint);
        }
    }

    /** Loaded only where the endpoint is. */
    private static final class OfHttp {

        static void set(Endpoint endpoint) {
            ((HttpEndpoint) endpoint).getClientBuilder().disableAutomaticRetries();
        }
    }
}
