package io.vedette.probe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The address ::1 of this machine, where it has IPv6. */
public final class LoopbackV6 {

    private LoopbackV6() {}

    public static InetAddress address() {
        try {
            return InetAddress.getByName("::1");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Skips the test where this machine has no IPv6, and says so. */
    public static void assumeIsThere() {
        boolean isThere;
        try (ServerSocket socket = new ServerSocket(0, 1, address())) {
            isThere = socket.isBound();
        } catch (IOException e) {
            isThere = false;
        }
        if (!isThere) {
            System.out.println("not tried, as this machine has no IPv6 (::1)");
        }
        assumeTrue(isThere, "no IPv6");
    }
}
