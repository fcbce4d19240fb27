package io.vedette;

import io.vedette.cli.Vedette;
import java.security.Security;

/** Starts the command line. */
public final class App {

    private static final String ADDRESSES = "networkaddress.cache.ttl";

    private App() {}

    public static void main(String[] args) {
        followMovedNames();
        System.exit(Vedette.execute(args));
    }

    /** How long this Java remembers an address, unless somebody chose otherwise; read with the first name that is looked up. */
    private static void followMovedNames() {
        if (Security.getProperty(ADDRESSES) == null && System.getProperty("sun.net.inetaddr.ttl") == null) {
            Security.setProperty(ADDRESSES, "10");
        }
    }
}
