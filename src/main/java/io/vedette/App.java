package io.vedette;

import io.vedette.app.cli.RunLine;
import io.vedette.app.cli.VedetteCommand;
import io.vedette.process.ProcessEnd;
import java.security.Security;
import java.util.Map;

/** Starts the command line. */
public final class App {

    private static final String ADDRESSES = "networkaddress.cache.ttl";
    /** From this version on Java warns of the calls with which Netty would spare a few copies. */
    private static final int WARNS_OF_UNSAFE = 24;

    private static final String NO_UNSAFE = "io.netty.noUnsafe";

    /**
     * What one event loop that answers a few pages needs. By themselves Netty has 4 MiB for each of four, and each thread that ever
     * wrote a large page keeps a copy of that size outside the heap.
     */
    private static final Map<String, String> SMALL_BUFFERS = Map.of(
            "io.netty.allocator.numDirectArenas", "1",
            "io.netty.allocator.numHeapArenas", "1",
            "io.netty.allocator.maxOrder", "5",
            "jdk.nio.maxCachedBufferSize", "262144");

    private App() {}

    public static void main(String[] args) {
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE && System.getProperty(NO_UNSAFE) == null) {
            System.setProperty(NO_UNSAFE, "true");
        }
        SMALL_BUFFERS.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
        followMovedNames();
        ProcessEnd.isOurs();
        ProcessEnd.with(() -> RunLine.of(args).map(RunLine::execute).orElseGet(() -> VedetteCommand.execute(args)));
    }

    /** How long this Java remembers an address, unless somebody chose otherwise; read with the first name that is looked up. */
    private static void followMovedNames() {
        if (Security.getProperty(ADDRESSES) == null && System.getProperty("sun.net.inetaddr.ttl") == null) {
            Security.setProperty(ADDRESSES, "10");
        }
    }
}
