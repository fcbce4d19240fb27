package io.vedette;

import io.vedette.cli.Vedette;

/** Starts the command line. */
public final class App {

    private App() {}

    public static void main(String[] args) {
        System.exit(Vedette.execute(args));
    }
}
