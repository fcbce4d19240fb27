// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

import java.time.Duration;

/** Asks a web address and judges status, headers, text, time and certificate of the response. The template {@code http}. */
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

    /** A text that the body must not contain; upper and lower case differ. */
    public HttpCheck containsNot(String containsNot) {
        return parameter("containsNot", containsNot);
    }

    /** A regular expression that must be found in the body. */
    public HttpCheck matches(String matches) {
        return parameter("matches", matches);
    }

    /** The headers that the response must have, one a line: Name, Name: value, or Name: /regular expression/. */
    public HttpCheck expectedHeaders(String expectedHeaders) {
        return parameter("expectedHeaders", expectedHeaders);
    }

    /** Degraded if the server's certificate expires within this many days; 0 turns it off. 0 unless given. */
    public HttpCheck certificateDays(int certificateDays) {
        return parameter("certificateDays", String.valueOf(certificateDays));
    }
}
