package io.vedette.app.cli;

import io.vedette.config.settings.Secrets;
import java.util.concurrent.atomic.AtomicReference;

/** Sets up the log: one line for each event, without secrets. Must be called before the first logger is made. */
final class Logging {

    /** The property that tells {@link LogSetup} where to. */
    static final String STREAM = "vedette.log.stream";

    /** Logback's own property. */
    static final String FILE = "logback.configurationFile";

    private static final AtomicReference<Secrets> SECRETS = new AtomicReference<>(new Secrets());

    private Logging() {}

    /** Logs to standard output for a service, or to standard error when standard output is for a command's answer. */
    static void to(String stream) {
        System.setProperty(STREAM, stream);
    }

    /** Masks these secrets in the log from now on. */
    static void mask(Secrets secrets) {
        SECRETS.set(secrets);
    }

    static String masked(String text) {
        return SECRETS.get().mask(text);
    }
}
