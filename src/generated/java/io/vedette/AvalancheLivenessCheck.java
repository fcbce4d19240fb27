// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

import java.time.Duration;

/** Asks an Avalanche node for its health by JSON-RPC. The template {@code avalanche-liveness}. */
public final class AvalancheLivenessCheck extends HttpCheckBuilder<AvalancheLivenessCheck> {

    AvalancheLivenessCheck(Checks all, String name) {
        super(all, "avalanche-liveness", name);
    }

    /** The node's address, such as http://127.0.0.1:9650; /ext/health is added. Must be given. */
    public AvalancheLivenessCheck url(String url) {
        return parameter("url", url);
    }

    /** The method of the health API. health.getLiveness unless given. */
    public AvalancheLivenessCheck method(String method) {
        return parameter("method", method);
    }

    /** A comma list of subnet IDs whose checks count, in addition to those of the node itself. */
    public AvalancheLivenessCheck nodeTags(String nodeTags) {
        return parameter("nodeTags", nodeTags);
    }

    /** The longest time since the node last checked itself, such as 5m; no limit if left out. */
    public AvalancheLivenessCheck maxAge(Duration maxAge) {
        return parameter("maxAge", time("maxAge", maxAge));
    }

    /** The most failures in a row of a failing check that make the node degraded, not an error. 0 unless given. */
    public AvalancheLivenessCheck maxContiguousFailures(int maxContiguousFailures) {
        return parameter("maxContiguousFailures", String.valueOf(maxContiguousFailures));
    }
}
