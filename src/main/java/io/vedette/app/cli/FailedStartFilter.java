package io.vedette.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps Camel's own message about a failed start, with its stack trace, out of the log: the command prints the cause in one
 * line. Everything else passes.
 */
public final class FailedStartFilter extends Filter<ILoggingEvent> {

    private static final String CONTEXT = "org.apache.camel.impl.engine.AbstractCamelContext";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLevel() == Level.ERROR && event.getLoggerName().equals(CONTEXT)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
