package io.vedette;

import io.vedette.cli.Vedette;
import io.vedette.process.ProcessEnd;

/** Starts the command line. */
public final class App {

    /** From this version on Java warns of the calls with which Netty would spare a few copies. */
    private static final int WARNS_OF_UNSAFE = 24;

    private static final String NO_UNSAFE = "io.netty.noUnsafe";

    private App() {}

    public static void main(String[] args) {
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE && System.getProperty(NO_UNSAFE) == null) {
            System.setProperty(NO_UNSAFE, "true");
        }
        ProcessEnd.isOurs();
        ProcessEnd.with(() -> Vedette.execute(args));
    }
}
