package io.vedette.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine that this runs on. Safe for several threads. */
final class ThisMachine implements Machine {

    static final ThisMachine INSTANCE = new ThisMachine();

    /** Longer than Java remembers that a name was not found. */
    private static final long MEMORY_NANOS = 15_000_000_000L;
    /** A lookup opens a few files at once. */
    private static final int FEW = 4;

    private static final Path NULL = Path.of("/dev/null");

    private final NameServerLook nameServers = new NameServerLook(Path.of("/etc/resolv.conf"));
    private final long mostDescriptors = limit();
    private volatile long lacked = System.nanoTime() - MEMORY_NANOS;
    private volatile long silent = System.nanoTime() - MEMORY_NANOS;

    private ThisMachine() {}

    @Override
    public boolean lacksDescriptors() {
        if (cannotOpen()) {
            lacked = System.nanoTime();
        }
        return System.nanoTime() - lacked < MEMORY_NANOS;
    }

    @Override
    public void sawNoDescriptor() {
        lacksDescriptors();
    }

    @Override
    public long mostDescriptors() {
        return mostDescriptors;
    }

    private static boolean cannotOpen() {
        List<FileInputStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < FEW; i++) {
                open.add(new FileInputStream(NULL.toFile()));
            }
            return false;
        } catch (FileNotFoundException e) {
            // Also for want of a descriptor, in whatever language the system says so; or there is no such file here.
            return NULL.toFile().exists();
        } finally {
            open.forEach(ThisMachine::close);
        }
    }

    private static void close(FileInputStream one) {
        try {
            one.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasLocalPorts() {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean hasNetwork() {
        try {
            return NetworkInterface.networkInterfaces().anyMatch(ThisMachine::leadsOut);
        } catch (SocketException e) {
            return true; // Not known: then it is the target's.
        }
    }

    private static boolean leadsOut(NetworkInterface one) {
        try {
            return one.isUp()
                    && !one.isLoopback()
                    && one.inetAddresses().anyMatch(address -> !address.isLinkLocalAddress());
        } catch (SocketException e) {
            return false; // It went away just now.
        }
    }

    @Override
    public boolean resolverIsSilent() {
        if (!nameServers.answer()) {
            silent = System.nanoTime();
        }
        return System.nanoTime() - silent < MEMORY_NANOS;
    }

    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }

    /** Returns the lines of a file of the system; none where there is no such file. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
