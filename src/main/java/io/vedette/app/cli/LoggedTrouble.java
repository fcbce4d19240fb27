package io.vedette.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.vedette.process.Loggers;
import io.vedette.process.OwnTrouble;
import io.vedette.process.ProcessEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Marker;

/**
 * Recognises trouble of our own in what libraries log. When memory is used up they catch the error, log it and continue:
 * the process ends instead. When no file descriptor is left the HTTP server logs a trace for every connection that it
 * cannot accept: that becomes one line a minute.
 */
public final class LoggedTrouble extends TurboFilter {

    /** By name, and by class where Camel logs for one of ours. */
    private static final List<String> OUR_OWN = List.of("vedette.", "io.vedette.");

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Map<String, Long> logged = new ConcurrentHashMap<>();

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] params, Throwable thrown) {
        Throwable e =
                thrown == null && params != null && params.length > 0 && params[params.length - 1] instanceof Throwable
                        ? (Throwable) params[params.length - 1]
                        : thrown;
        if (e == null) {
            return FilterReply.NEUTRAL;
        }
        ProcessEnd.unlessItIsMemory(e);
        if (!level.isGreaterOrEqual(Level.WARN) || OUR_OWN.stream().anyMatch(logger.getName()::startsWith)) {
            return FilterReply.NEUTRAL;
        }
        Optional<OwnTrouble> ours = OwnTrouble.of(e);
        ours.ifPresent(trouble -> log(logger.getName(), trouble));
        return ours.isPresent() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private void log(String logger, OwnTrouble trouble) {
        long now = System.nanoTime();
        Long last = logged.get(logger);
        if (last == null || now - last >= MINUTE) {
            logged.put(logger, now);
            Loggers.HEALTH.error(
                    "{} is held up: {}",
                    logger.startsWith("io.netty.") || logger.startsWith("io.vertx.")
                            ? "the status server"
                            : logger.substring(logger.lastIndexOf('.') + 1),
                    trouble.message());
        }
    }
}
