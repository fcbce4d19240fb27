package io.vedette.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sets up the log of the runnable jar: what an XML file would say, without the half second of reading one. Logback finds it by its
 * service file and asks it first; it leaves the log alone where no command has {@linkplain Logging#to begun one}, and to
 * {@code -Dlogback.configurationFile} where somebody has a file of their own.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static final String LEVEL = "vedette.log.level";

    /** Each of ours has its own level, and one for all is that of the root. */
    private static final List<String> OURS =
            List.of("start", "check", "alert", "reload", "store", "http", "health", "cluster", "demo");

    private static final List<String> NOISY =
            List.of("org.apache.camel", "io.vertx", "io.netty", "org.infinispan", "org.jgroups");

    /** Who joins and leaves is told by {@code vedette.cluster}; that a start found others only a moment later is no news. */
    private static final List<String> ERRORS_ALONE =
            List.of("org.infinispan.partitionhandling", "org.jgroups.protocols.pbcast");

    /**
     * {@code vedette.store} logs a lost database once; the pool and the migrations would repeat it again and again. {@code
     * vedette.alert} tells what a slack: step was refused. A target that does not speak HTTP/2 is a verdict of its check. {@code vedette.cluster} names the
     * node that is not reached, which JGroups would say of each of its messages, twice a second.
     */
    private static final List<String> SILENT = List.of(
            "com.zaxxer.hikari",
            "org.flywaydb",
            "com.slack.api",
            "org.jgroups.protocols.JDBC_PING2",
            "org.jgroups.protocols.SYM_ENCRYPT",
            "org.jgroups.protocols.TCP",
            "io.vertx.core.net.impl.ConnectionBase",
            "io.vertx.core.http.impl.HttpClientConnection");

    @Override
    public ExecutionStatus configure(LoggerContext log) {
        String stream = System.getProperty(Logging.STREAM);
        if (stream == null || System.getProperty(Logging.FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        levels(log);
        LoggedTrouble trouble = new LoggedTrouble();
        trouble.start();
        log.addTurboFilter(trouble);
        log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console(log, stream));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Gives every logger its level, of this JVM's properties where they name it. */
    static void levels(LoggerContext log) {
        log.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(property(log, LEVEL), Level.INFO));
        for (String name : OURS) {
            String level = property(log, LEVEL + "." + name);
            log.getLogger("vedette." + name).setLevel(level == null ? null : Level.toLevel(level));
        }
        NOISY.forEach(name -> log.getLogger(name).setLevel(Level.WARN));
        ERRORS_ALONE.forEach(name -> log.getLogger(name).setLevel(Level.ERROR));
        SILENT.forEach(name -> log.getLogger(name).setLevel(Level.OFF));
    }

    private static String property(LoggerContext log, String key) {
        String own = log.getProperty(key);
        return own == null ? System.getProperty(key) : own;
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext log, String stream) {
        LogLine line = new LogLine();
        line.setContext(log);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(log);
        encoder.setLayout(line);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        FailedStartFilter failedStart = new FailedStartFilter();
        failedStart.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(log);
        console.setName("console");
        console.setTarget(stream);
        console.addFilter(failedStart);
        console.setEncoder(encoder);
        console.start();
        return console;
    }
}
