package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.alert.Digest;
import io.vedette.alert.Links;
import io.vedette.config.settings.Secrets;
import io.vedette.contract.Checks;
import io.vedette.deliver.Delivery;
import io.vedette.evaluate.ClockSteps;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.probing.Connectivity;
import io.vedette.rule.Status;
import io.vedette.store.MemoryStore;
import io.vedette.target.FakeTarget.Behaviour;
import io.vedette.target.FakeTarget.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Slack away for two hours, in every way, on the shipped route: what it is told when it is back, how often it was asked,
 * and that another target hears everything in its time. All times are those of a clock that the test moves.
 */
class SlackOutageTest extends NotifyRouteTest {

    private static final Duration OUTAGE = Duration.ofHours(2);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final Targets targets = new Targets(clock, new Random(1));
    private final Watchlist watchlist = new Watchlist();
    private final Evaluator evaluator = new Evaluator(
            watchlist, targets, store, clock, clock, Connectivity.unguarded(clock), ClockSteps.none(clock));
    private final Delivery delivery = new Delivery(
            store,
            targets,
            evaluator,
            watchlist,
            clock,
            new Secrets(),
            new Delivery.Options(Duration.ZERO, Duration.ofDays(3), "", Links.NONE));
    private final FakeSlack slack = new FakeSlack();
    private final List<Instant> tries = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> heardByMail = new ArrayList<>();

    @AfterEach
    void closeSlack() {
        slack.close();
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of("answers 500", Behaviour.answer(500, "oops"), 20, 45),
                Arguments.of(
                        "answers 429 with Retry-After",
                        Behaviour.answer(Response.of(429, "text/plain", "").with("Retry-After", "600")),
                        12,
                        12),
                Arguments.of("hangs", Behaviour.hang(), 20, 45),
                Arguments.of("cuts off", Behaviour.cutOff(), 20, 45));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void isToldWhatIsTrueWhenItIsBack(String how, Behaviour behaviour, int fewest, int most) throws Exception {
        if (how.equals("hangs")) {
            setSecret("vedette.slack.webhook-url", slack.webhookUrl());
            startImpatiently("slack");
        } else {
            start(slack.webhookUrl(), "slack");
        }
        begin();

        outage(() -> slack.next(behaviour));

        assertThat(tries).hasSizeBetween(fewest, most);
        isBack();
    }

    @Test
    void isToldWhatIsTrueWhenItNoLongerRefusesConnections() throws Exception {
        try (Socket reserved = new Socket()) {
            // Bound and not listening: the port is taken, and a connection is refused.
            reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            start("http://127.0.0.1:" + reserved.getLocalPort() + FakeSlack.WEBHOOK, "slack");
            begin();

            outage(() -> {});

            assertThat(tries).hasSizeBetween(20, 45);
            reserved.close();
            HttpServer restarted = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), reserved.getLocalPort()), 0);
            restarted.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write(new byte[] {'o', 'k'});
                }
            });
            restarted.start();
            try {
                isBack();
            } finally {
                restarted.stop(0);
            }
        }
    }

    private void start(String webhookUrl, String target) throws Exception {
        setSecret("vedette.slack.webhook-url", webhookUrl);
        start(target);
    }

    /** One problem was told before; nothing reminds of it while Slack is away. */
    private void begin() throws Exception {
        targets.add("mail");
        targets.add("slack");
        for (String check : List.of("told", "first", "second", "passing")) {
            watch(check, List.of());
        }
        watch("worse", List.of("slack"));
        see("told", Status.ERROR);
        Digest before = delivery.next("slack").orElseThrow();
        delivery.mark("slack", before, Optional.empty(), Map.of());
        delivery.mark("mail", delivery.next("mail").orElseThrow(), Optional.empty(), Map.of());
    }

    private void watch(String check, List<String> notify) {
        evaluator.watch(
                Checks.of(check, OUTAGE.multipliedBy(2), 1, 1, notify, Optional.empty()),
                Optional.empty(),
                Checks.NO_RULE);
    }

    /** Things happen in the first minutes; two hours go by. */
    private void outage(Runnable misbehave) throws Exception {
        Instant end = clock.instant().plus(OUTAGE);
        int second = 0;
        for (; clock.instant().isBefore(end); second++) {
            clock.forward(STEP);
            switch (second) {
                case 5 -> see("first", Status.ERROR);
                case 10 -> see("second", Status.ERROR);
                case 15 -> see("passing", Status.ERROR);
                case 20 -> see("worse", Status.DEGRADED);
                case 60 -> see("told", Status.OK);
                case 1_000 -> see("passing", Status.OK);
                case 2_000 -> see("worse", Status.ERROR);
                default -> {}
            }
            if (targets.isOpen("slack") && store.waiting("slack") > 0) {
                misbehave.run();
            }
            poll();
        }
        assertThat(taken).isEmpty();
        assertThat(heardByMail)
                .as("what another target heard, and after how many seconds")
                .containsExactly(
                        "6 problem first error",
                        "11 problem second error",
                        "16 problem passing error",
                        "61 recovery told ok",
                        "1001 recovery passing ok");
    }

    /** In the order in which it was decided that there is something to tell; nothing of what passed. */
    private void isBack() throws Exception {
        Instant back = clock.instant();
        while (taken.isEmpty() && clock.instant().isBefore(back.plus(Duration.ofMinutes(11)))) {
            clock.forward(STEP);
            poll();
        }

        assertThat(taken)
                .containsExactly(
                        "problem first error", "problem second error", "problem worse error", "recovery told ok");
        assertThat(store.waiting("slack")).isZero();
        assertThat(targets.all())
                .allSatisfy(target -> assertThat(target.failingSince()).isEmpty());
    }

    private void see(String check, Status status) {
        Watched watched = watchlist.find(check).orElseThrow();
        evaluator.take(watched, Checks.observation(clock.instant()), Checks.verdict(status));
    }

    private void poll() throws Exception {
        Optional<Digest> forSlack = delivery.next("slack");
        if (forSlack.isPresent()) {
            tries.add(clock.instant());
            Exchange exchange = deliver("slack", forSlack.get());
            if (exchange.getException() == null) {
                forSlack.get().alerts().forEach(alert -> taken.add(words(alert)));
            }
            delivery.mark("slack", forSlack.get(), Optional.ofNullable(exchange.getException()), Map.of());
        }
        Optional<Digest> forMail = delivery.next("mail");
        forMail.ifPresent(digest -> {
            long seconds = Duration.between(TestClock.START, clock.instant()).toSeconds();
            digest.alerts().forEach(alert -> heardByMail.add(seconds + " " + words(alert)));
            delivery.mark("mail", digest, Optional.empty(), Map.of());
        });
    }

    private static String words(Alert alert) {
        return alert.kind().code() + " " + alert.check() + " " + alert.to().code();
    }
}
