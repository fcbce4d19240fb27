package io.vedette.app.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/** Writes the stack trace of an error in Vedette itself, without secrets. */
public final class MaskedException extends ThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy throwable) {
        return Logging.masked(super.throwableProxyToString(throwable));
    }
}
