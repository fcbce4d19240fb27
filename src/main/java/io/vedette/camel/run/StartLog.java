package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.config.settings.HttpSettings;
import io.vedette.process.DescriptorLimit;
import io.vedette.process.Loggers;
import org.slf4j.Logger;

/** What the log says of a start. */
final class StartLog {

    private static final Logger LOG = Loggers.START;

    private StartLog() {}

    static void write(Stages stages, HttpSettings http, int port) {
        int checks = stages.evaluation().watchlist().size();
        DescriptorLimit.warning(checks).ifPresent(LOG::warn);
        LOG.info(
                "Vedette watches {}, notifies {}, and answers on {}://{}:{}/",
                checks == 1 ? "1 check" : checks + " checks",
                String.join(", ", stages.notifying().targets().names()),
                http.tls().isConfigured() ? "https" : "http",
                http.host(),
                port);
    }
}
