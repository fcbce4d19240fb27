// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Asks a PORTOS server for its health and judges all entries. The template {@code portos}. */
public final class PortosCheck extends HttpCheckBuilder<PortosCheck> {

    PortosCheck(Checks all, String name) {
        super(all, "portos", name);
    }

    /** The server's address, such as http://127.0.0.1:3010; /api/v2/health is added. Must be given. */
    public PortosCheck url(String url) {
        return parameter("url", url);
    }
}
