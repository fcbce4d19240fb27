package io.vedette.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.Refusal;
import io.vedette.config.Secrets;
import io.vedette.contract.Checks;
import io.vedette.contract.TestClock;
import io.vedette.rule.Status;
import io.vedette.status.TargetView.State;
import io.vedette.store.MemoryStore;
import io.vedette.watch.Delivery;
import io.vedette.watch.Targets;
import io.vedette.watch.Watched;
import io.vedette.watch.Watchkeeper;
import io.vedette.watch.Watchlist;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetViewTest {

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final Targets targets = new Targets(clock, new Random(1));
    private final Watchlist watchlist = new Watchlist();
    private final Watchkeeper keeper = new Watchkeeper(watchlist, targets, store, clock, clock);
    private final Delivery delivery = new Delivery(
            store,
            targets,
            keeper,
            watchlist,
            clock,
            new Secrets(),
            new Delivery.Options(Duration.ZERO, Duration.ofHours(1), ""));

    @BeforeEach
    void fail() {
        targets.add("slack");
        Watched watched = keeper.watch(Checks.named("a"), Optional.empty(), Checks.NO_RULE);
        keeper.take(watched, Checks.observation(clock.instant()), Checks.verdict(Status.ERROR));
    }

    @Test
    void showsWhatWaitsForATargetThatIsWell() {
        assertThat(slack().state()).isEqualTo(State.WELL);
        assertThat(slack().waiting()).isOne();
        assertThat(slack().oldestWaiting()).contains(TestClock.START);
        assertThat(slack().failingSince()).isEmpty();
    }

    @Test
    void showsSinceWhenATargetFailsAndWhy() {
        refuse(Refusal.temporary("status 500"));
        clock.forward(Duration.ofMinutes(30));
        refuse(Refusal.busy("status 429", Optional.of(Duration.ofSeconds(90))));

        TargetView slack = slack();
        assertThat(slack.state()).isEqualTo(State.FAILING);
        assertThat(slack.failingSince()).contains(TestClock.START);
        assertThat(slack.error()).isEqualTo("status 429");
        assertThat(slack.nextTry()).contains(clock.instant().plusSeconds(90));
        assertThat(slack.failed()).isEqualTo(2);
        assertThat(slack.waiting()).isOne();
    }

    @Test
    void showsWhatIsSetUpWronglyAndWhatWasGivenUp() {
        clock.forward(Duration.ofHours(1));
        refuse(Refusal.misconfigured("invalid_auth"));

        assertThat(slack().state()).isEqualTo(State.MISCONFIGURED);
        assertThat(slack().givenUp()).isOne();
    }

    @Test
    void forgetsTheFailureAfterADelivery() {
        Instant start = clock.instant();
        refuse(Refusal.temporary("status 500"));
        clock.forward(Duration.ofMinutes(1));
        Digest digest = delivery.next("slack").orElseThrow();
        delivery.settle("slack", digest, Optional.empty());

        assertThat(slack())
                .isEqualTo(new TargetView(
                        "slack",
                        State.WELL,
                        1,
                        1,
                        0,
                        0,
                        Optional.empty(),
                        Optional.of(start.plusSeconds(60)),
                        Optional.empty(),
                        "",
                        Optional.empty()));
    }

    private void refuse(Refusal refusal) {
        Digest digest = delivery.next("slack").orElseThrow();
        delivery.settle("slack", digest, Optional.of(new DeliveryFailed(refusal)));
    }

    private TargetView slack() {
        return TargetView.all(targets, store).get(0);
    }
}
