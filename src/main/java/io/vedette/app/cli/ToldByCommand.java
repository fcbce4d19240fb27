package io.vedette.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps what Camel logs of its own failed start, stack trace and all, out of the log: the command tells the cause in one
 * line. Everything else passes.
 */
public final class ToldByCommand extends Filter<ILoggingEvent> {

    private static final String CONTEXT = "org.apache.camel.impl.engine.AbstractCamelContext";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLevel() == Level.ERROR && event.getLoggerName().equals(CONTEXT)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
