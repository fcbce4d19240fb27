// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Connects to a port, and may speak TLS, say something and wait for an answer. The template {@code tcp}. */
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

    /** What is sent, a line; \r, \n, \t, \0, \xHH and a doubled \ stand for what cannot be written. */
    public TcpCheck send(String send) {
        return parameter("send", send);
    }

    /** A text that the server must send; upper and lower case differ. */
    public TcpCheck expect(String expect) {
        return parameter("expect", expect);
    }

    /** How the connection is secured: smtp, imap, pop3, ftp, postgres, or implicit (TLS from the first byte). */
    public TcpCheck startTls(String startTls) {
        return parameter("startTls", startTls);
    }

    /** With startTls the name to ask for and to verify, if it is not the host. */
    public TcpCheck serverName(String serverName) {
        return parameter("serverName", serverName);
    }

    /** 4 or 6, to connect to addresses of that protocol alone. */
    public TcpCheck ipVersion(String ipVersion) {
        return parameter("ipVersion", ipVersion);
    }
}
