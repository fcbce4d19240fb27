package io.vedette.camel.http;

import io.vedette.config.settings.HttpSettings;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the status server is to listen, tried before anything starts: Camel's server binds in a thread of its own, and what
 * goes wrong there stops nothing, so Vedette would go on without anybody to see it. It also has to be known before the
 * routes are read, as they may name the port.
 *
 * @param port the port that is set, or the free one that was found for 0
 * @param problem why nothing can listen there
 */
public record BindAddress(int port, Optional<Problem> problem) {

    /** @param serves whether anything is to listen; if not, the place may be taken */
    public static BindAddress find(HttpSettings http, boolean serves) {
        if (!serves) {
            return new BindAddress(http.port(), Optional.empty());
        }
        try (ServerSocket socket = new ServerSocket(http.port(), 1, InetAddress.getByName(http.host()))) {
            return new BindAddress(socket.getLocalPort(), Optional.empty());
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

    private static BindAddress refused(HttpSettings http, SettingKey key, String message) {
        return new BindAddress(http.port(), Optional.of(Problem.error(null, 0, key.key(), message)));
    }

    private static boolean isHere(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
