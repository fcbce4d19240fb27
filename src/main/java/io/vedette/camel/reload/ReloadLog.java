package io.vedette.camel.reload;

import io.vedette.config.values.Problem;
import io.vedette.process.Loggers;
import io.vedette.status.source.Reloads;
import org.slf4j.Logger;

/** What the log says of a reload. */
final class ReloadLog {

    private static final Logger LOG = Loggers.RELOAD;

    private ReloadLog() {}

    /** @param afterRefusal whether the reload before was rejected, so that somebody waits to read that the files are valid again */
    static void log(Reloads.Outcome outcome, boolean afterRefusal) {
        for (Problem problem : outcome.problems()) {
            if (problem.isError()) {
                LOG.error("reload: {}", problem);
            } else {
                LOG.warn("reload: {}", problem);
            }
        }
        switch (outcome.result()) {
            case APPLIED ->
                LOG.info(
                        "reload: {} added, {} changed, {} removed{}",
                        outcome.added().size(),
                        outcome.changed().size(),
                        outcome.removed().size(),
                        outcome.settings().isEmpty()
                                ? ""
                                : "; takes effect now: " + String.join(", ", outcome.settings()));
            // Answers whoever asked; a file that was merely touched needs no line.
            case UNCHANGED -> {
                if (afterRefusal) {
                    LOG.info("reload: the files are valid again, and nothing differs from the active configuration");
                } else {
                    LOG.debug("reload: nothing changed");
                }
            }
            case REJECTED -> LOG.error("reload: rejected, nothing changed: the configuration before stays active");
            case ROLLED_BACK -> LOG.error("reload: undone, the configuration before is active again");
        }
        if (!outcome.needRestart().isEmpty()) {
            LOG.warn("reload: takes effect after a restart only: {}", String.join(", ", outcome.needRestart()));
        }
    }
}
