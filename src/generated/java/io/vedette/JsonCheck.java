// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

import java.time.Duration;

/** Asks a web address and judges its JSON body by JSONPaths and conditions. The template {@code json}. */
public final class JsonCheck extends HttpCheckBuilder<JsonCheck> {

    JsonCheck(Checks all, String name) {
        super(all, "json", name);
    }

    /** The URL to ask, http or https. Must be given. */
    public JsonCheck url(String url) {
        return parameter("url", url);
    }

    /** The HTTP method. GET unless given. */
    public JsonCheck method(String method) {
        return parameter("method", method);
    }

    /** The text to send; its type is the Content-Type in headers, else JSON. */
    public JsonCheck body(String body) {
        return parameter("body", body);
    }

    /** The expected status codes: 200, 2xx, 200-204, or a comma list of these. 2xx unless given. */
    public JsonCheck expectedStatus(String expectedStatus) {
        return parameter("expectedStatus", expectedStatus);
    }

    /** The longest time of a complete response, such as 2s; a slower one is degraded. */
    public JsonCheck maxResponseTime(Duration maxResponseTime) {
        return parameter("maxResponseTime", time("maxResponseTime", maxResponseTime));
    }

    /** A text that the body must contain; upper and lower case differ. */
    public JsonCheck contains(String contains) {
        return parameter("contains", contains);
    }

    /** A text that the body must not contain; upper and lower case differ. */
    public JsonCheck containsNot(String containsNot) {
        return parameter("containsNot", containsNot);
    }

    /** A regular expression that must be found in the body. */
    public JsonCheck matches(String matches) {
        return parameter("matches", matches);
    }

    /** The headers that the response must have, one a line: Name, Name: value, or Name: /regular expression/. */
    public JsonCheck expectedHeaders(String expectedHeaders) {
        return parameter("expectedHeaders", expectedHeaders);
    }

    /** Degraded if the server's certificate expires within this many days; 0 turns it off. 0 unless given. */
    public JsonCheck certificateDays(int certificateDays) {
        return parameter("certificateDays", String.valueOf(certificateDays));
    }

    /** JSONPath of the status word, such as $.status; if it selects several, all must be ok. */
    public JsonCheck statusPath(String statusPath) {
        return parameter("statusPath", statusPath);
    }

    /** A comma list of words that mean ok; without it and degradedValues, those of all health dialects. */
    public JsonCheck okValues(String okValues) {
        return parameter("okValues", okValues);
    }

    /** A comma list of words that mean degraded. */
    public JsonCheck degradedValues(String degradedValues) {
        return parameter("degradedValues", degradedValues);
    }

    /** JSONPath of an explanation that is added to the message. */
    public JsonCheck reasonPath(String reasonPath) {
        return parameter("reasonPath", reasonPath);
    }

    /** JSONPath of the date of the last run: ISO 8601, RFC 1123, Go's format, or epoch. */
    public JsonCheck lastRunPath(String lastRunPath) {
        return parameter("lastRunPath", lastRunPath);
    }

    /** JSONPath of the minutes between two runs. */
    public JsonCheck frequencyPath(String frequencyPath) {
        return parameter("frequencyPath", frequencyPath);
    }

    /** The longest time since the last run if the body has no frequency, such as 2h; 10m without both. */
    public JsonCheck maxAge(Duration maxAge) {
        return parameter("maxAge", time("maxAge", maxAge));
    }

    /** JSONPath of sleep windows, as in tasks: [{start: HH:MM:SS, duration: minutes}], UTC. */
    public JsonCheck sleepPath(String sleepPath) {
        return parameter("sleepPath", sleepPath);
    }

    /** JSONPath of an object of components by name, or of an array of components with names. */
    public JsonCheck componentsPath(String componentsPath) {
        return parameter("componentsPath", componentsPath);
    }

    /** What must be true: one predicate per line, in any of Camel's languages (jsonpath, simple, other:...). */
    public JsonCheck condition(String condition) {
        return parameter("condition", condition);
    }
}
