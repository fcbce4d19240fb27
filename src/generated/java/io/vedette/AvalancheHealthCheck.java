// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Asks an Avalanche node for its health by GET. The template {@code avalanche-health}. */
public final class AvalancheHealthCheck extends HttpCheckBuilder<AvalancheHealthCheck> {

    AvalancheHealthCheck(Checks all, String name) {
        super(all, "avalanche-health", name);
    }

    /** The node's address, such as http://127.0.0.1:9650; /ext/health is added. Must be given. */
    public AvalancheHealthCheck url(String url) {
        return parameter("url", url);
    }

    /** A comma list of subnet IDs whose checks count, in addition to those of the node itself. */
    public AvalancheHealthCheck nodeTags(String nodeTags) {
        return parameter("nodeTags", nodeTags);
    }
}
