package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.TestClock;
import io.vedette.cluster.ClusterDatabase;
import io.vedette.cluster.Signal;
import io.vedette.config.settings.Settings;
import io.vedette.process.Loggers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The channel by which nodes hear each other: what others say on it, and what nodes say whose clocks differ. */
class ChannelTest {

    private final TestClock here = new TestClock();
    private final TestClock there = new TestClock();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Settings.Database database;
    private Store first;
    private Store second;
    private ClusterDatabase a;
    private ClusterDatabase b;

    @BeforeEach
    void open() {
        database = Databases.postgres();
        first = Stores.of(database, there);
        second = Stores.of(database, here);
        first.open();
        second.open();
        a = first.cluster("test", "a");
        b = second.cluster("test", "b");
        b.heard(Duration.ZERO);
        log.start();
        logger().setLevel(Level.WARN);
        logger().addAppender(log);
    }

    @AfterEach
    void close() {
        logger().detachAppender(log);
        logger().setLevel(null);
        a.close();
        b.close();
        first.close();
        second.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Loggers.CLUSTER.getName());
    }

    private List<Signal> heard(int count) {
        List<Signal> heard = new ArrayList<>();
        for (int tries = 0; heard.size() < count && tries < 20; tries++) {
            ClusterDatabase.Heard now = b.heard(Duration.ofMillis(500));
            assertThat(now.complete()).isTrue();
            heard.addAll(now.signals());
        }
        return heard;
    }

    @Test
    void ignoresWhatNoNodeSaysAndSaysSoOnce() throws SQLException {
        List<String> strange = List.of(
                "",
                "garbage",
                "null",
                "17",
                "{}",
                "[".repeat(7_900),
                "{\"from\":5,\"run\":\"shop\"}",
                "{\"run\":\"shop\"}",
                by("\"changed\":null"),
                by("\"run\":[\"shop\"]"),
                by("\"beat\":\"job\""),
                by("\"beat\":\"job\",\"at\":\"yesterday\",\"failed\":true,\"message\":\"\""),
                by("\"started\":\"job\",\"at\":\"+1000000000-12-31T23:59:59.999999999Z\""),
                by("\"target\":\"slack\",\"health\":5"),
                by(
                        "\"observed\":\"job\",\"node\":\"b\",\"at\":\"2026-03-01T12:00:00Z\",\"took\":\"P999999D\",\"verdict\":\"{}\""));

        say(strange);
        say(List.of(by("\"spoken\":\"by a newer version\""), by("\"run\":\"shop\"")));

        assertThat(heard(1)).containsExactly(new Signal.Run("shop"));
        assertThat(log.list.stream().filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN)))
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains("somebody else than a node"));
    }

    private static String by(String fields) {
        return "{\"from\":\"somebody\"," + fields + "}";
    }

    private void say(List<String> payloads) throws SQLException {
        try (Connection connection = Databases.administrator(database);
                PreparedStatement notify = connection.prepareStatement(SignalText.NOTIFY)) {
            for (String payload : payloads) {
                notify.setString(1, SignalText.channel("test"));
                notify.setString(2, payload);
                notify.execute();
            }
        }
    }

    /** A call from the future would hide all others until then, one from the past would be hidden by those. */
    @Test
    void tellsTimesByTheClockOfWhoHearsThem() {
        Instant now = here.instant();
        List<Signal> heard = Stream.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofSeconds(1))
                .flatMap(ahead -> {
                    there.set(now.plus(ahead));
                    Instant at = there.instant();
                    a.tell(List.of(
                            new Signal.Beat("job", at, true, "broken"),
                            new Signal.Started("job", at.minus(Duration.ofMinutes(5)))));
                    return heard(2).stream();
                })
                .toList();

        assertThat(heard)
                .containsExactly(
                        new Signal.Beat("job", now, true, "broken"),
                        new Signal.Started("job", now.minus(Duration.ofMinutes(5))),
                        new Signal.Beat("job", now, true, "broken"),
                        new Signal.Started("job", now.minus(Duration.ofMinutes(5))),
                        new Signal.Beat("job", now, true, "broken"),
                        new Signal.Started("job", now.plusSeconds(1).minus(Duration.ofMinutes(5))));
    }
}
