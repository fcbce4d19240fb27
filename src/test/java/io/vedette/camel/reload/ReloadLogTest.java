package io.vedette.camel.reload;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.config.values.Problem;
import io.vedette.process.Loggers;
import io.vedette.status.source.Reloads.Outcome;
import io.vedette.status.source.Reloads.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReloadLogTest {

    private final Logger logger = (Logger) Loggers.RELOAD;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void saysThatFilesThatWereRefusedAreValidAgain() {
        ReloadLog.log(
                outcome(Result.REJECTED, Problem.error("routes/checks.yaml", 7, "url", "\"x\" is not a URL")), false);
        ReloadLog.log(outcome(Result.UNCHANGED), true);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "reload: routes/checks.yaml:7: url: \"x\" is not a URL",
                        "reload: rejected, nothing changed: the configuration before stays active",
                        "reload: the files are valid again, and nothing differs from the active configuration");
    }

    @Test
    void saysNothingOfAFileThatWasMerelyTouched() {
        ReloadLog.log(outcome(Result.UNCHANGED), false);

        assertThat(lines.list).isEmpty();
    }

    private static Outcome outcome(Result result, Problem... problems) {
        return new Outcome(
                Instant.EPOCH, result, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(problems));
    }
}
