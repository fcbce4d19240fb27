package io.vedette.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.TestClock;
import io.vedette.alert.Digest;
import io.vedette.contract.Checks;
import io.vedette.deliver.Announcements;
import io.vedette.evaluate.Core;
import io.vedette.probe.Answer;
import io.vedette.probe.kind.TcpProbe;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.state.Mute;
import io.vedette.store.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server is what is always there, until it goes away. */
class ConnectivityTest {

    private final TestClock clock = new TestClock();
    private final ProbeRunner runner = new ProbeRunner(ProbePool.create(), clock);
    private final List<String> announced = new ArrayList<>();
    private ServerSocket server;
    private int port;
    private Connectivity connectivity;
    private Core core;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        connectivity = new Connectivity(
                Optional.of(new Connectivity.Guard(
                        new TcpProbe("127.0.0.1", port, Duration.ofSeconds(30)),
                        runner,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30))),
                clock,
                announced::add);
        core = new Core(clock, new MemoryStore(), Duration.ZERO, "", connectivity);
        core.targets.add("slack");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        runner.close();
    }

    @Test
    void tellsAProblemWhenTheConnectionIsFound() {
        core.watch(Checks.named("a"));
        fails("a");

        await().until(() -> core.tick().hear("slack").contains("problem a error"));
        assertThat(connectivity.offlineSince()).isEmpty();
        assertThat(announced).isEmpty();
    }

    @Test
    void holdsWhatManyChecksSeeAndTellsOneSentenceWhenItIsBack() throws IOException {
        for (int i = 0; i < 500; i++) {
            core.watch(Checks.named("check-" + i));
        }
        server.close();
        for (int i = 0; i < 500; i++) {
            fails("check-" + i);
            assertThat(core.hear("slack")).isEmpty();
        }
        await().until(() -> connectivity.offlineSince().isPresent());
        assertThat(core.tick().hear("slack")).isEmpty();
        assertThat(core.mutes.of(core.watchlist.find("check-7").orElseThrow()).mute())
                .isEqualTo(Mute.OFFLINE);

        comesBack();
        AtomicInteger runs = new AtomicInteger();
        core.watchlist.forEach(watched -> watched.runBy(() -> {
            runs.incrementAndGet();
            core.evaluator.take(
                    watched,
                    Checks.observation(clock.instant()),
                    watched.check().name().equals("check-7") ? unreachable() : Verdict.ok());
        }));
        assertThat(core.hear("slack")).isEmpty();
        core.tick();

        assertThat(runs).hasValue(500);
        await().until(() -> core.tick().hear("slack").contains("problem check-7 error"));
        assertThat(core.tick().hear("slack")).isEmpty();
        assertThat(announced)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("Vedette had no connection from 2026-03-01T12:00:00Z to 2026-03-01T12:05:00Z"));
    }

    @Test
    void tellsWhatDoesNotAnswerEvenWhenAskedAgain() throws IOException {
        core.watch(Checks.named("a"));
        server.close();
        fails("a");
        await().until(() -> connectivity.offlineSince().isPresent());
        comesBack();
        assertThat(core.tick().hear("slack")).isEmpty();

        clock.forward(Duration.ofSeconds(25));

        assertThat(core.tick().hear("slack")).containsExactly("problem a error");
    }

    @Test
    void believesNoSingleProbeThatFails() {
        AtomicInteger asked = new AtomicInteger();
        Connectivity shaky = new Connectivity(
                Optional.of(new Connectivity.Guard(
                        attempt -> asked.incrementAndGet() == 1
                                ? new Answer.Trouble(Answer.Trouble.Kind.TIMEOUT, "no answer")
                                : new TcpProbe("127.0.0.1", port, Duration.ofSeconds(30)).ask(attempt),
                        runner,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30))),
                clock,
                announced::add);

        long doubt = shaky.doubt();

        await().until(() -> !shaky.isOpen(doubt));
        assertThat(asked).hasValue(2);
        assertThat(shaky.offlineSince()).isEmpty();
        assertThat(announced).isEmpty();
    }

    @Test
    void isAskedEveryIntervalAlthoughAllIsWell() throws IOException {
        core.watch(Checks.named("a"));
        core.tick();
        await().until(() -> !connectivity.isOpen(1));
        server.close();
        assertThat(connectivity.offlineSince()).isEmpty();

        clock.forward(Duration.ofMinutes(1));
        core.tick();

        await().until(() -> connectivity.offlineSince().isPresent());
    }

    @Test
    void saysAgainWhatATargetDidNotTake() {
        Announcements announcements = new Announcements(core.targets, target -> true);
        core.targets.add("mail");
        announcements.say("one");
        announcements.say("two");

        Digest refused = announcements.next("slack").orElseThrow();
        announcements.mark("slack", refused, false);
        Digest taken = announcements.next("slack").orElseThrow();
        announcements.mark("slack", taken, true);

        assertThat(taken.announcement()).isEqualTo("one");
        assertThat(announcements.next("slack")).contains(Digest.announcing("two"));
        assertThat(announcements.next("slack")).isEmpty();
        assertThat(announcements.next("mail")).contains(Digest.announcing("one"));
    }

    /** The connection is back five minutes later, and Vedette knows. */
    private void comesBack() throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        clock.forward(Duration.ofMinutes(5));
        await().until(() -> {
            connectivity.look(); // Not asked again while an older probe goes on.
            return connectivity.offlineSince().isEmpty();
        });
    }

    private void fails(String check) {
        core.evaluator.take(
                core.watchlist.find(check).orElseThrow(), Checks.observation(clock.instant()), unreachable());
    }

    private static Verdict unreachable() {
        return Verdict.error(Reason.UNREACHABLE, "no route to host");
    }
}
