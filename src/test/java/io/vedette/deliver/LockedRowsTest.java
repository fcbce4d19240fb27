package io.vedette.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Digest;
import io.vedette.contract.Checks;
import io.vedette.evaluate.Core;
import io.vedette.rule.Status;
import io.vedette.state.SilenceRule;
import io.vedette.store.LockedRows;
import io.vedette.store.MemoryStore;
import io.vedette.store.OutboxEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another program keeps the row of one check locked: what becomes of the alerts of others that are sent with it. */
class LockedRowsTest {

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private Predicate<String> locked = check -> false;
    private final Core core = new Core(clock, LockedRows.of(store, check -> locked.test(check)), Duration.ZERO);

    @BeforeEach
    void threeFail() {
        core.targets.add("slack");
        for (String check : List.of("a", "b", "c")) {
            core.watch(Checks.named(check));
            core.observe(check, Status.ERROR);
        }
    }

    @Test
    void sendsTheOthersAndNothingThatIsNoLongerTrue() {
        silence("a");
        locked = "a"::equals;

        assertThat(core.hear("slack")).containsExactly("problem b error", "problem c error");

        locked = check -> false;
        core.delivery.renew();
        clock.forward(Delivery.LEASE.plusSeconds(1));
        assertThat(core.hear("slack")).as("in doubt, as its claim ran out").isEmpty();
        assertThat(core.entry("a", "slack").waiting()).isEmpty();
    }

    @Test
    void leavesToAnotherSenderWhatItHasClaimedSince() {
        silence("a");
        locked = "a"::equals;
        core.hear("slack");
        locked = check -> false;
        clock.forward(Delivery.LEASE.plusSeconds(1));
        assertThat(store.claim("slack", Duration.ZERO, 9, Delivery.LEASE, clock.instant()))
                .hasSize(1);

        core.delivery.renew();

        assertThat(core.entry("a", "slack").claimedUntil()).isPresent();
    }

    @Test
    void marksTheOthersAsDeliveredFirst() {
        Digest digest = core.delivery.next("slack").orElseThrow();
        locked = check -> check.equals("a") && (isInHand("b") || isInHand("c"));

        core.delivery.mark("slack", digest, Optional.empty(), Map.of());

        assertThat(store.waiting("slack")).isZero();
        assertThat(core.entry("a", "slack").lastNotified().health().isProblem()).isTrue();
    }

    @Test
    void putsTheOthersBackFirst() {
        Digest digest = core.delivery.next("slack").orElseThrow();
        locked = check -> check.equals("a") && (isInHand("b") || isInHand("c"));

        core.delivery.mark("slack", digest, Optional.of(new IllegalStateException("no")), Map.of());

        assertThat(List.of("a", "b", "c")).noneMatch(this::isInHand);
        assertThat(store.waiting("slack")).isEqualTo(3);
    }

    private boolean isInHand(String check) {
        OutboxEntry entry = core.entry(check, "slack");
        return entry.waiting().isPresent() && entry.claimedUntil().isPresent();
    }

    private void silence(String check) {
        core.mutes
                .silences()
                .add(new SilenceRule(
                        "1",
                        List.of(check),
                        List.of(),
                        List.of(),
                        clock.instant(),
                        clock.instant().plus(Duration.ofHours(1)),
                        "",
                        ""));
    }
}
