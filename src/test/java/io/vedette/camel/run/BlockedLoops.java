package io.vedette.camel.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.VertxOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails every test in which Vert.x's blocked-thread checker found an event loop in code of ours, or in what it called, for longer than
 * {@value #MOST_MILLIS} ms. JUnit finds it by itself, for all tests. Every {@link Installation} is watched, and what calls {@link #watch}.
 * A machine that stalls is none of our code's affair: what the loop did meanwhile is told by its stack.
 */
public final class BlockedLoops implements AfterEachCallback {

    static final long MOST_MILLIS = 1_000;

    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    /** Has the event loops of a context watched that is not started yet. */
    public static void watch(CamelContext context) {
        listen();
        VertxOptions options = new VertxOptions()
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setMaxEventLoopExecuteTime(MOST_MILLIS)
                .setWarningExceptionTimeUnit(TimeUnit.MILLISECONDS)
                .setWarningExceptionTime(MOST_MILLIS)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setBlockedThreadCheckInterval(100);
        context.getRegistry().bind("watchedVertxOptions", options);
    }

    private static synchronized void listen() {
        Logger checker = (Logger) LoggerFactory.getLogger("io.vertx.core.impl.BlockedThreadChecker");
        if (checker.getAppender("blocked-loops") != null) {
            return;
        }
        ListAppender<ILoggingEvent> appender = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                IThrowableProxy blocked = event.getThrowableProxy();
                if (blocked != null && event.getFormattedMessage().contains("eventloop")) {
                    List<String> stack = Arrays.stream(blocked.getStackTraceElementProxyArray())
                            .map(Object::toString)
                            .toList();
                    if (stack.stream().anyMatch(line -> line.contains("io.vedette."))) {
                        FOUND.add(event.getFormattedMessage() + "\n" + String.join("\n", stack));
                    }
                }
            }
        };
        checker.setLevel(Level.WARN); // The tests' own configuration is quieter, and nothing was ever found.
        checker.setAdditive(false);
        appender.setName("blocked-loops");
        appender.start();
        checker.addAppender(appender);
    }

    /** What was found since the last look. */
    static List<String> found() {
        List<String> all = List.copyOf(FOUND);
        FOUND.removeAll(all);
        return all;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> found = found();
        if (!found.isEmpty()) {
            throw new AssertionError("an event loop was blocked:\n" + String.join("\n\n", found));
        }
    }
}
