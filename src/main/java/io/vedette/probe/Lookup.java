package io.vedette.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** How the name of a host becomes addresses. An application may give its own, such as one that allows only some. */
@FunctionalInterface
public interface Lookup {

    /**
     * Returns the addresses of a host, in the order in which they are to be tried; may block.
     *
     * @throws UnknownHostException when there is none
     * @throws SecurityException when there is one that this machine may not reach; its message is reported, and the check
     *     counts as misconfigured
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /**
     * Judges a host that a proxy is to be asked for, which looks the name up by itself. Nothing is forbidden unless said so.
     *
     * @throws SecurityException when it may not be reached; its message is reported, as above
     */
    default void judgeForProxy(String host) {}

    /** Returns whether there are rules by which an address may be refused. */
    default boolean forbidsSome() {
        return false;
    }

    /** Returns the same lookup that refuses a host of which it refuses any address: for who looks it up again, and may take that one. */
    default Lookup allOrNone() {
        return this;
    }

    /** Returns the lookup of this machine: its hosts file, its resolvers, its search list. */
    static Lookup system() {
        return host -> {
            LookupsUnderWay.begin();
            try {
                return List.of(InetAddress.getAllByName(host));
            } finally {
                LookupsUnderWay.end();
            }
        };
    }
}
