package io.vedette.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;

/**
 * A fault of this process or machine, which says nothing about the check or target that was not reached.
 *
 * @param kind what is missing
 * @param message what is missing and what to do, in one line for the operator
 */
public record OwnTrouble(Kind kind, String message) {

    /** What is missing. */
    public enum Kind {
        /** No file or connection can be opened. */
        DESCRIPTORS("descriptors"),
        /** No memory is left, on the heap or beside it. */
        MEMORY("memory"),
        /** No thread can be made, or none takes more work. */
        THREADS("threads"),
        /** No local port is left for a connection to go out from. */
        PORTS("ports"),
        /** None of the name servers of this machine answers. */
        RESOLVER("resolver"),
        /** This machine has no network. */
        NETWORK("network"),
        /** The process got no processor, or collected garbage. */
        STANDSTILL("standstill");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** Returns the name in figures and metrics. */
        public String code() {
            return code;
        }
    }

    private static final int MOST_CAUSES = 20;
    private static final Pattern FULL = Pattern.compile("Too many open files( in system)?\\)?$");

    /**
     * Finds out whether a failure is our own. If the same words may mean the target too, such as an unknown host or an unreachable
     * network, this machine is examined: only what is missing here is our own fault.
     */
    public static Optional<OwnTrouble> of(Throwable failure) {
        return of(failure, Machine.here());
    }

    static Optional<OwnTrouble> of(Throwable failure, Machine machine) {
        int depth = 0;
        for (Throwable e = failure; e != null && depth < MOST_CAUSES; e = e.getCause(), depth++) {
            Optional<OwnTrouble> found = one(e, machine);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Returns our own trouble if a name was still being looked up at the timeout; may take a second. */
    public static Optional<OwnTrouble> ofLookup() {
        return ofLookup(Machine.here());
    }

    static Optional<OwnTrouble> ofLookup(Machine machine) {
        return machine.resolverIsSilent() ? Optional.of(resolver()) : Optional.empty();
    }

    /** Returns our own trouble if this process stood still so long that it could not get the answer in time. */
    public static OwnTrouble standstill(String stood, String time) {
        return new OwnTrouble(
                Kind.STANDSTILL,
                "this process stood still for " + stood + " while it waited for an answer, which may take " + time
                        + ": it collects garbage or gets no processor; give it more memory (-Xmx) or processors");
    }

    /** Returns our own trouble if a library only says that a file cannot be opened. */
    public static Optional<OwnTrouble> ofOpening() {
        return Machine.here().lacksDescriptors() ? Optional.of(descriptors(Machine.here())) : Optional.empty();
    }

    private static Optional<OwnTrouble> one(Throwable e, Machine machine) {
        String said = String.valueOf(e.getMessage());
        if (e instanceof OutOfMemoryError) {
            return Optional.of(said.contains("native thread") ? threads() : memory(said));
        }
        if (e instanceof RejectedExecutionException) {
            return Optional.of(new OwnTrouble(Kind.THREADS, "no thread of this process takes more work"));
        }
        if (e instanceof LinkageError && machine.lacksDescriptors()) {
            return Optional.of(descriptors(machine)); // A class that is in a folder is a file too.
        }
        // What a target said may hold the same words: only what Java itself says of files and sockets counts.
        if (!(e instanceof IOException) || !isOfJava(e)) {
            return Optional.empty();
        }
        if (FULL.matcher(said).find()) {
            machine.sawNoDescriptor();
            return Optional.of(descriptors(machine));
        }
        if (said.endsWith("Cannot allocate memory") || said.endsWith("No buffer space available")) {
            return Optional.of(memory(said));
        }
        if (e instanceof UnknownHostException) {
            return unknownHost(said, machine);
        }
        if (e instanceof SocketException && said.contains("Cannot assign requested address")) {
            // It is also what an address of IPv6 gets where there is no IPv6.
            return machine.hasLocalPorts()
                    ? Optional.empty()
                    : Optional.of(
                            new OwnTrouble(
                                    Kind.PORTS,
                                    "this machine has no local port left for new connections; see net.ipv4.ip_local_port_range"));
        }
        if (e instanceof SocketException
                && (said.contains("Network is unreachable") || said.contains("Network is down"))) {
            return machine.hasNetwork()
                    ? Optional.empty()
                    : Optional.of(new OwnTrouble(Kind.NETWORK, "this machine has no network"));
        }
        return Optional.empty();
    }

    /** If a lookup can open nothing, the system reports an unknown name. */
    private static Optional<OwnTrouble> unknownHost(String said, Machine machine) {
        if (machine.lacksDescriptors()) {
            return Optional.of(descriptors(machine));
        }
        boolean answered = said.endsWith("Name or service not known")
                || said.endsWith("No address associated with hostname")
                || said.endsWith("nodename nor servname provided, or not known");
        return !answered && machine.resolverIsSilent() ? Optional.of(resolver()) : Optional.empty();
    }

    private static boolean isOfJava(Throwable e) {
        return e instanceof SocketException
                || e instanceof UnknownHostException
                || e instanceof FileSystemException
                || e instanceof FileNotFoundException
                || e.getClass().getName().matches("(java|javax\\.net\\.ssl)\\..*");
    }

    private static OwnTrouble descriptors(Machine machine) {
        String limit = machine.mostDescriptors() > 0 ? " (the limit is " + machine.mostDescriptors() + ")" : "";
        return new OwnTrouble(
                Kind.DESCRIPTORS,
                "this process has no file descriptor left" + limit + "; raise it (ulimit -n, LimitNOFILE)");
    }

    private static OwnTrouble memory(String said) {
        return new OwnTrouble(Kind.MEMORY, "this process has no memory left (" + said + ")");
    }

    private static OwnTrouble threads() {
        return new OwnTrouble(
                Kind.THREADS,
                "this process can make no more threads; raise the limit of tasks (ulimit -u, TasksMax, pids) or of memory");
    }

    private static OwnTrouble resolver() {
        return new OwnTrouble(
                Kind.RESOLVER, "none of the name servers of this machine (/etc/resolv.conf) answers, no name is known");
    }
}
