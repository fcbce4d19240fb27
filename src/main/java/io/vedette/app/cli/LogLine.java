package io.vedette.app.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes an event in one line, time, level, logger and message, and an exception of Vedette's own below it; without secrets. */
final class LogLine extends LayoutBase<ILoggingEvent> {

    private static final int LEVEL_WIDTH = 5;

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());
    private final MaskedMessage message = new MaskedMessage();
    private final MaskedException exception = new MaskedException();

    @Override
    public void start() {
        message.start();
        exception.start();
        super.start();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String level = event.getLevel().toString();
        return time.format(event.getInstant())
                + ' '
                + level
                + " ".repeat(LEVEL_WIDTH + 1 - level.length())
                + event.getLoggerName()
                + ": "
                + message.convert(event)
                + System.lineSeparator()
                + exception.convert(event);
    }
}
