package io.vedette.app.cli;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Writes a log message in one line, without secrets. */
public final class MaskedMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        String message = Logging.masked(super.convert(event));
        return message == null
                ? ""
                : message.replace("\r\n", "\n").replace("\n", " | ").replace('\r', ' ');
    }
}
