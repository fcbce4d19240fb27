package io.vedette.camel.http;

import io.vedette.config.settings.HttpSettings;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/**
 * Where the status server is to listen, taken before anything starts: Camel's server binds in a thread of its own, and what
 * goes wrong there stops nothing, so Vedette would go on without anybody to see it. It also has to be known before the
 * routes are read, as they may name the port. Until that server binds, {@link StartingServer} answers there.
 */
public final class BindAddress implements AutoCloseable {

    private final int port;
    private final Optional<Problem> problem;
    private final Optional<StartingServer> starting;

    private BindAddress(int port, Optional<Problem> problem, Optional<StartingServer> starting) {
        this.port = port;
        this.problem = problem;
        this.starting = starting;
    }

    /** @param serves whether anything is to listen; if not, the place may be taken */
    public static BindAddress find(HttpSettings http, boolean serves) {
        if (!serves) {
            return new BindAddress(http.port(), Optional.empty(), Optional.empty());
        }
        try {
            return http.tls().isConfigured() ? tried(http) : taken(http);
        } catch (UnknownHostException e) {
            return refused(http, SettingKey.HTTP_HOST, "\"" + http.host() + "\" is not a known host");
        } catch (BindException e) {
            return isHere(http.host())
                    ? refused(
                            http,
                            SettingKey.HTTP_PORT,
                            http.port() + " cannot be listened on at " + http.host() + ": " + Causes.message(e)
                                    + "; stop what listens there, or set another port")
                    : refused(http, SettingKey.HTTP_HOST, "\"" + http.host() + "\" is not an address of this machine");
        } catch (IOException e) {
            return refused(
                    http,
                    SettingKey.HTTP_PORT,
                    http.port() + " cannot be listened on at " + http.host() + ": " + Causes.message(e));
        }
    }

    private static BindAddress taken(HttpSettings http) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(http.host()), http.port()));
            int port = socket.socket().getLocalPort();
            return new BindAddress(port, Optional.empty(), Optional.of(StartingServer.on(socket)));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** What listens there speaks TLS, which has to be loaded first. */
    private static BindAddress tried(HttpSettings http) throws IOException {
        try (ServerSocket socket = new ServerSocket(http.port(), 1, InetAddress.getByName(http.host()))) {
            return new BindAddress(socket.getLocalPort(), Optional.empty(), Optional.empty());
        }
    }

    private static BindAddress refused(HttpSettings http, SettingKey key, String message) {
        return new BindAddress(http.port(), Optional.of(Problem.error(null, 0, key.key(), message)), Optional.empty());
    }

    private static boolean isHere(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the port that is set, or the free one that was found for 0. */
    public int port() {
        return port;
    }

    /** Returns why nothing can listen there. */
    public Optional<Problem> problem() {
        return problem;
    }

    /** Gives the place to a server that is about to bind, if it is this one. */
    void giveWayTo(SocketAddress binding) {
        if (binding instanceof InetSocketAddress address && address.getPort() == port) {
            close();
        }
    }

    @Override
    public void close() {
        starting.ifPresent(StartingServer::close);
    }
}
