package io.vedette.process;

/** What this machine and this process have left, found out when a failure may be their fault. May block for a second. */
interface Machine {

    /** Returns the machine that this runs on. */
    static Machine here() {
        return ThisMachine.INSTANCE;
    }

    /** Returns whether nothing can be opened now, or could be a moment ago: failed lookups are remembered by Java. */
    boolean lacksDescriptors();

    /** Records that a call failed because there is no descriptor left. */
    void sawNoDescriptor();

    /** Returns how many descriptors this process may have; 0 if unknown. */
    long mostDescriptors();

    /** Returns whether a connection finds a local port to go out from. */
    boolean hasLocalPorts();

    /** Returns whether this machine has any network route, by IPv4 or IPv6. */
    boolean hasNetwork();

    /** Returns whether none of this machine's name servers answers now, or did a moment ago. */
    boolean resolverIsSilent();
}
