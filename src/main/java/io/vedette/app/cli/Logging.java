package io.vedette.app.cli;

import io.vedette.config.settings.Secrets;
import java.util.concurrent.atomic.AtomicReference;

/** Sets up the log: one line for each event, without secrets. Must be called before the first logger is made. */
final class Logging {

    private static final AtomicReference<Secrets> SECRETS = new AtomicReference<>(new Secrets());

    private Logging() {}

    /** Logs to standard output for a service, or to standard error when standard output is for a command's answer. */
    static void to(String stream) {
        System.setProperty("vedette.log.stream", stream);
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/vedette/app/cli/logback.xml");
        }
    }

    /** Masks these secrets in the log from now on. */
    static void mask(Secrets secrets) {
        SECRETS.set(secrets);
    }

    static String masked(String text) {
        return SECRETS.get().mask(text);
    }
}
