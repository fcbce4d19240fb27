// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

import java.time.Duration;

/** Asks a web address and judges status, text and time of the response. The template {@code http}. */
public final class HttpCheck extends HttpCheckBuilder<HttpCheck> {

    HttpCheck(Checks all, String name) {
        super(all, "http", name);
    }

    /** The URL to ask, http or https. Must be given. */
    public HttpCheck url(String url) {
        return parameter("url", url);
    }

    /** The HTTP method. GET unless given. */
    public HttpCheck method(String method) {
        return parameter("method", method);
    }

    /** The text to send; its type is the Content-Type in headers, else JSON. */
    public HttpCheck body(String body) {
        return parameter("body", body);
    }

    /** The expected status codes: 200, 2xx, 200-204, or a comma list of these. 2xx unless given. */
    public HttpCheck expectedStatus(String expectedStatus) {
        return parameter("expectedStatus", expectedStatus);
    }

    /** The longest time of a complete response, such as 2s; a slower one is degraded. */
    public HttpCheck maxResponseTime(Duration maxResponseTime) {
        return parameter("maxResponseTime", time("maxResponseTime", maxResponseTime));
    }

    /** A text that the body must contain; upper and lower case differ. */
    public HttpCheck contains(String contains) {
        return parameter("contains", contains);
    }
}
