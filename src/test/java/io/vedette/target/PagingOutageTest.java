package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.vedette.TestClock;
import io.vedette.alert.Digest;
import io.vedette.alert.Links;
import io.vedette.config.settings.Secrets;
import io.vedette.contract.Checks;
import io.vedette.deliver.Delivery;
import io.vedette.evaluate.ClockSteps;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watchlist;
import io.vedette.probing.Connectivity;
import io.vedette.rule.Status;
import io.vedette.store.MemoryStore;
import io.vedette.target.FakeTarget.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vendors that page people, and are away: what waits is told once and in order, and what was taken is not told again. */
class PagingOutageTest extends NotifyRouteTest {

    private static final Duration LONG = Duration.ofHours(6);

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
    private VendorServer vendor;

    @AfterEach
    void closeVendor() {
        vendor.close();
    }

    static Stream<Named<Supplier<VendorServer>>> vendors() {
        return Stream.of(
                named("pagerduty", FakePagerDuty::new),
                named("opsgenie", FakeOpsgenie::new),
                named("twilio", FakeTwilio::new),
                named("alertmanager", FakeAlertmanager::new));
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void tellsOnceAndInOrderWhatIsTrueAfterwards(Supplier<VendorServer> one) throws Exception {
        begin(one);
        see("first", Status.ERROR);
        untilNothingWaits();
        for (Behaviour trouble : List.of(
                Behaviour.answer(503, "upstream connect error"),
                Behaviour.silent(),
                Behaviour.hang(),
                Behaviour.answer(vendor.busy().response()),
                Behaviour.answer(503, "still"))) {
            vendor.next(trouble);
        }

        see("second", Status.ERROR);
        untilAsked(2);
        see("passing", Status.ERROR);
        untilAsked(4);
        see("passing", Status.OK);
        see("first", Status.OK);
        untilNothingWaits();
        see("second", Status.OK);
        untilNothingWaits();

        assertThat(String.join("\n", vendor.told())).doesNotContain("passing");
        for (String text : List.of("Error: first", "Error: second", "Status: first is OK", "Status: second is OK")) {
            assertThat(vendor.told().stream().filter(told -> told.contains(text)))
                    .as(text)
                    .hasSize(1);
        }
        assertThat(String.join("\n", vendor.told()))
                .containsSubsequence("Error: first", "Error: second", "Status: second is OK");
        assertThat(vendor.open()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void whatWasTakenBeforeItBrokeDownIsNotToldAgain(Supplier<VendorServer> one) throws Exception {
        begin(one);
        see("first", Status.ERROR);
        see("second", Status.ERROR);
        see("passing", Status.ERROR);
        vendor.nextAfter(1, Behaviour.answer(503, "out of order"));

        untilNothingWaits();

        for (String check : List.of("first", "second", "passing")) {
            assertThat(vendor.told().stream().filter(told -> told.contains("Error: " + check)))
                    .as(check)
                    .hasSize(1);
        }
    }

    private void begin(Supplier<VendorServer> one) throws Exception {
        vendor = one.get();
        start(vendor, 2_500);
        targets.add(name());
        for (String check : List.of("first", "second", "passing")) {
            evaluator.watch(
                    Checks.of(check, LONG.multipliedBy(2), 1, 1, List.of(), Optional.empty()),
                    Optional.empty(),
                    Checks.NO_RULE);
        }
    }

    private String name() {
        return vendor.kind().toString();
    }

    private void see(String check, Status status) {
        clock.forward(Duration.ofSeconds(1));
        evaluator.take(
                watchlist.find(check).orElseThrow(), Checks.observation(clock.instant()), Checks.verdict(status));
    }

    private void untilAsked(int times) throws Exception {
        for (int i = 0; vendor.requests().size() < times && i < LONG.toSeconds(); i++) {
            poll();
        }
        assertThat(vendor.requests().size()).isGreaterThanOrEqualTo(times);
    }

    private void untilNothingWaits() throws Exception {
        for (int i = 0; store.waiting(name()) > 0 && i < LONG.toSeconds(); i++) {
            poll();
        }
        assertThat(store.waiting(name())).isZero();
    }

    private void poll() throws Exception {
        clock.forward(Duration.ofSeconds(1));
        Optional<Digest> next = delivery.next(name());
        if (next.isPresent()) {
            Exchange exchange = deliver(name(), next.get());
            delivery.mark(name(), next.get(), Optional.ofNullable(exchange.getException()), taken(exchange));
        }
    }
}
