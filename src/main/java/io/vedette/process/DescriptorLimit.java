package io.vedette.process;

import java.util.Optional;

/** Whether this process may open as many files and connections as it will need. */
public final class DescriptorLimit {

    /** Its own jars, database, log, clients of the status server and alerts that go out. */
    static final int OTHERS = 512;

    private DescriptorLimit() {}

    /**
     * Returns a warning if the limit is lower than the need: a connection for each check, and another one while it is replaced.
     *
     * @param checks how many are asked
     */
    public static Optional<String> warning(int checks) {
        return warning(checks, Machine.here().mostDescriptors());
    }

    static Optional<String> warning(int checks, long most) {
        long need = OTHERS + 2L * checks;
        return most <= 0 || most >= need
                ? Optional.empty()
                : Optional.of(
                        "this process may open " + most + " files and connections, and needs up to " + need + " for "
                                + checks + (checks == 1 ? " check" : " checks")
                                + "; raise the limit (ulimit -n, LimitNOFILE), or checks may be left out");
    }
}
