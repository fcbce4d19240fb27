package io.vedette.process;

/** What this machine and this process have left, found out when a failure may be their fault. May block for a second. */
interface Machine {

    /** The machine that this runs on. */
    static Machine here() {
        return ThisMachine.INSTANCE;
    }

    /** Whether nothing can be opened now, or could be a moment ago: failed lookups are remembered by Java. */
    boolean lacksDescriptors();

    /** Somebody was told that there is no descriptor left. */
    void sawNoDescriptor();

    /** How many descriptors this process may have; 0 where that is not known. */
    long mostDescriptors();

    /** Whether a connection finds a local port to go out from. */
    boolean hasLocalPorts();

    /** Whether any way leads out of this machine, by IPv4 or IPv6. */
    boolean hasNetwork();

    /** Whether none of this machine's name servers answers now, or did a moment ago. */
    boolean resolverIsSilent();
}
