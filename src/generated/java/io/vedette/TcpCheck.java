// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Connects to a port and closes the connection again. The template {@code tcp}. */
public final class TcpCheck extends CheckBuilder<TcpCheck> {

    TcpCheck(Checks all, String name) {
        super(all, "tcp", name);
    }

    /** The host, a name or an address. Must be given. */
    public TcpCheck host(String host) {
        return parameter("host", host);
    }

    /** The port. Must be given. */
    public TcpCheck port(int port) {
        return parameter("port", String.valueOf(port));
    }
}
