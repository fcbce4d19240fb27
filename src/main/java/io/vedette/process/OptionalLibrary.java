package io.vedette.process;

import java.util.Optional;

/** A library that only some use, and that an application may lack; named as Maven calls it, for whoever has to add it. */
public enum OptionalLibrary {

    /** Asks name servers. */
    DNS("dnsjava:dnsjava", "org.xbill.DNS.Message"),

    /** Makes events for Sentry. */
    SENTRY("io.sentry:sentry", "io.sentry.RequestDetails"),

    /** Verifies passwords that are kept as a hash. */
    BCRYPT("at.favre.lib:bcrypt", "at.favre.lib.crypto.bcrypt.BCrypt"),

    /** Reads windows of maintenance. */
    CRON("com.cronutils:cron-utils", "com.cronutils.parser.CronParser");

    private final String artifact;
    private final String type;

    OptionalLibrary(String artifact, String type) {
        this.artifact = artifact;
        this.type = type;
    }

    /** Returns what is to be added where it is missing; empty where it is there. */
    public Optional<String> missing() {
        try {
            Class.forName(type, false, OptionalLibrary.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of(complaint()); // Which one it is, is what is told.
        }
    }

    private String complaint() {
        return "needs " + artifact + ": add it to the dependencies of the application";
    }

    /** @throws IllegalArgumentException when it is missing; the message names it */
    public void require() {
        missing().ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint);
        });
    }
}
