// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Asks a health endpoint and judges its answer in any known dialect. The template {@code health}. */
public final class HealthCheck extends HttpCheckBuilder<HealthCheck> {

    HealthCheck(Checks all, String name) {
        super(all, "health", name);
    }

    /** The URL to ask, http or https. Must be given. */
    public HealthCheck url(String url) {
        return parameter("url", url);
    }

    /** The HTTP method. GET unless given. */
    public HealthCheck method(String method) {
        return parameter("method", method);
    }

    /** The text to send; its type is the Content-Type in headers, else JSON. */
    public HealthCheck body(String body) {
        return parameter("body", body);
    }

    /** A comma list of words that mean ok, in addition to those of all health dialects. */
    public HealthCheck okValues(String okValues) {
        return parameter("okValues", okValues);
    }

    /** A comma list of words that mean degraded, in addition to those of all health dialects. */
    public HealthCheck degradedValues(String degradedValues) {
        return parameter("degradedValues", degradedValues);
    }
}
