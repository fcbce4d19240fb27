package io.vedette.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the shipped log would show, kept until it is closed. */
final class MaskedLog implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final Recorder recorder = new Recorder();

    private static final class Recorder extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final MaskedMessage message = new MaskedMessage();
        private final MaskedException exception = new MaskedException();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(message.convert(event) + exception.convert(event));
        }
    }

    MaskedLog() {
        recorder.exception.start();
        recorder.start();
        root.setLevel(Level.INFO);
        root.addAppender(recorder);
    }

    List<String> lines() {
        return recorder.lines;
    }

    @Override
    public void close() {
        root.detachAppender(recorder);
        root.setLevel(level);
    }
}
