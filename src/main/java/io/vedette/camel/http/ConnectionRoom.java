package io.vedette.camel.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vedette.selfhealth.CrowdedClients;
import io.vedette.status.access.ClientAddress;
import java.lang.management.ManagementFactory;

/**
 * How many connections the HTTP servers may have: what memory and file descriptors leave to them, so that clients never take from the
 * checks what those need.
 *
 * @param most connections at once
 */
public record ConnectionRoom(int most) {

    private static final int LEAST = 64;
    private static final int MOST = 2_000;
    private static final int MOST_OF_ONE = 200;
    private static final int PER_MEBIBYTE = 20;
    /**
     * Measured: one that stopped in the middle of its handshake keeps 31 KiB on the heap and 10 KiB beside it, one whose request is not
     * complete 26 KiB, a stream of events 13 KiB. So all together take a sixteenth of the heap: a small one is nearly full of checks.
     */
    private static final int PER_MEBIBYTE_WITH_TLS = 2;

    /** Returns the room of this process. */
    public static ConnectionRoom of(boolean tls) {
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        return of(tls, Runtime.getRuntime().maxMemory(), descriptors);
    }

    /**
     * @param memory in bytes
     * @param descriptors that the process may have open
     */
    public static ConnectionRoom of(boolean tls, long memory, long descriptors) {
        long byMemory = memory / (1024 * 1024) * (tls ? PER_MEBIBYTE_WITH_TLS : PER_MEBIBYTE);
        return new ConnectionRoom((int) Math.max(LEAST, Math.min(MOST, Math.min(byMemory, descriptors / 2))));
    }

    public Connections connections(ClientAddress clients, CrowdedClients crowded) {
        long now = System.nanoTime();
        return new Connections(clients, crowded, most, Math.min(most, MOST_OF_ONE), () -> System.nanoTime() - now);
    }
}
