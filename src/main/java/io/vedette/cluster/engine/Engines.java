package io.vedette.cluster.engine;

import io.vedette.cluster.Engine;
import io.vedette.config.settings.ClusterSettings;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.values.Discovery;
import io.vedette.process.OptionalLibrary;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Optional;
import javax.sql.DataSource;

/** Makes the engine that the settings ask for. */
public final class Engines {

    private static final String ARTIFACT = "org.infinispan:infinispan-core";
    private static final String TYPE = "org.infinispan.manager.DefaultCacheManager";

    /** So far above the port is that of JGroups' FD_SOCK2, which notices at once that a node is gone. */
    private static final int DETECTION = 100;

    private Engines() {}

    /** The engine cannot be used; the message says why and what to do. */
    public static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Returns an engine that is not started.
     *
     * @param node the name of this node
     * @param database where nodes are found, when they are found by the database
     * @throws Unusable if the library is missing, or this machine has no such address
     */
    public static Engine of(ClusterSettings settings, String node, DataSource database) {
        try {
            Class.forName(TYPE, false, Engines.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Unusable(SettingKey.CLUSTER.key() + " needs " + ARTIFACT
                    + ": add it to the dependencies of the application");
        }
        if (settings.discovery().kind() == Discovery.Kind.DNS) {
            OptionalLibrary.DNS.missing().ifPresent(complaint -> {
                throw new Unusable(SettingKey.CLUSTER_DISCOVERY.key() + "=dns: " + complaint);
            });
        }
        InetAddress address = address(settings);
        if (settings.port() != 0) {
            tryPort(address, settings.port(), String.valueOf(settings.port()));
            int second = settings.port() + DETECTION;
            tryPort(address, second, second + ", a hundred above " + settings.port() + ",");
        }
        return Stack.engine(settings, node, address, database);
    }

    /** JGroups would tell it in traces, and not what to do. */
    private static void tryPort(InetAddress address, int port, String words) {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new Unusable(
                    isHere(address)
                            ? SettingKey.CLUSTER_PORT.key() + ": " + words + " cannot be listened on at "
                                    + address.getHostAddress() + ": " + e.getMessage()
                                    + "; stop what listens there, or set another port"
                            : SettingKey.CLUSTER_BIND.key() + ": " + address.getHostAddress()
                                    + " is not an address of this machine");
        }
    }

    private static boolean isHere(InetAddress address) {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the name of this host up to its first dot. */
    public static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().split("\\.")[0];
        } catch (UnknownHostException e) {
            return Optional.ofNullable(System.getenv("HOSTNAME"))
                    .filter(name -> !name.isBlank())
                    .orElse("localhost");
        }
    }

    private static InetAddress address(ClusterSettings settings) {
        try {
            return settings.bind().isPresent()
                    ? InetAddress.getByName(settings.bind().get())
                    : privateAddress()
                            .orElseThrow(() -> new Unusable("this machine has no private address: set "
                                    + SettingKey.CLUSTER_BIND.key() + " to the one at which other nodes reach it"));
        } catch (UnknownHostException e) {
            throw new Unusable(SettingKey.CLUSTER_BIND.key() + ": \""
                    + settings.bind().orElse("") + "\" is no address of this machine");
        }
    }

    private static Optional<InetAddress> privateAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Engines::isUp)
                    .sorted(Comparator.comparing(NetworkInterface::getIndex))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(InetAddress::isSiteLocalAddress)
                    .min(Comparator.comparing(address -> address instanceof Inet4Address ? 0 : 1));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp() && !one.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }
}
