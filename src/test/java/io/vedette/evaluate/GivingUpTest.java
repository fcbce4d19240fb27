package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.TestClock;
import io.vedette.alert.Digest;
import io.vedette.contract.Checks;
import io.vedette.rule.Status;
import io.vedette.state.LastNotified;
import io.vedette.store.MemoryStore;
import io.vedette.target.Targets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What comes of alerts that a target does not take for {@link Core#MAX_AGE}. */
class GivingUpTest {

    private static final IOException GONE = new IOException("no route to host");

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final Core core = new Core(clock, store, Duration.ZERO);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void addTargets() {
        core.targets.add("slack");
        core.targets.add("mail");
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    @Test
    void keepsWhatIsNotOldEnough() {
        failing("a");
        clock.forward(Core.MAX_AGE.minusSeconds(1));

        refuse("slack");

        assertThat(target("slack").givenUp()).isZero();
        assertThat(core.delivery.next("mail").orElseThrow().isAnnouncement()).isFalse();
    }

    @Test
    void saysSoInTheLogInTheNumbersAndToTheOtherTargets() {
        failing("a");
        failing("b");
        core.hear("mail");
        clock.forward(Core.MAX_AGE);

        refuse("slack");

        assertThat(target("slack").givenUp()).isEqualTo(2);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "target slack: gave up the problem of check a after 3d: no route to host",
                        "target slack: gave up the problem of check b after 3d: no route to host");
        assertThat(notices("mail"))
                .containsExactly(
                        "Target slack has not accepted alerts for 3d: no route to host\n"
                                + "2 alerts were given up: a, b. When slack is back, it gets an alert about what is true then.");
    }

    @Test
    void tellsOfAnOutageOnce() {
        failing("a");
        List<String> heard = new ArrayList<>();
        for (int days = 0; days < 30; days++) {
            clock.forward(Duration.ofDays(1));
            core.observe("a", Status.ERROR);
            refuse("slack");
            heard.addAll(notices("mail"));
        }

        assertThat(target("slack").givenUp()).isEqualTo(10);
        assertThat(heard).hasSize(1);
    }

    @Test
    void tellsOfTheNextOutageToo() {
        failing("a");
        clock.forward(Core.MAX_AGE);
        refuse("slack");
        assertThat(notices("mail")).hasSize(1);
        clock.forward(Duration.ofMinutes(6));
        core.hear("slack");
        clock.forward(Checks.ERROR_INTERVAL);
        core.observe("a", Status.ERROR);
        clock.forward(Core.MAX_AGE);
        refuse("slack");

        assertThat(notices("mail")).hasSize(1);
    }

    @Test
    void tellsTheTargetWhatIsTrueWhenItIsBack() {
        failing("a");
        failing("b");
        clock.forward(Core.MAX_AGE);
        refuse("slack");
        assertThat(core.entry("a", "slack").lastNotified()).isEqualTo(LastNotified.NOTHING);
        core.observe("b", Status.OK);
        clock.forward(Duration.ofMinutes(6));

        assertThat(core.hear("slack")).containsExactly("problem a error");
        assertThat(core.delivery.next("slack")).isEmpty();
    }

    @Test
    void stillOwesTheRecoveryOfAProblemThatWasTold() {
        failing("a");
        core.hear("slack");
        clock.forward(Duration.ofMinutes(1));
        core.observe("a", Status.OK);
        clock.forward(Core.MAX_AGE);
        refuse("slack");
        clock.forward(Duration.ofMinutes(6));

        assertThat(target("slack").givenUp()).isOne();
        assertThat(core.hear("slack")).containsExactly("recovery a ok");
    }

    @Test
    void countsFromTheFirstOfThoseThatTookEachOthersPlace() {
        failing("a");
        core.hear("slack");
        clock.forward(Checks.ERROR_INTERVAL);
        core.observe("a", Status.ERROR);
        for (int hours = 0; hours < 72; hours++) {
            clock.forward(Duration.ofHours(1));
            core.observe("a", hours % 2 == 0 ? Status.OK : Status.ERROR);
        }

        refuse("slack");

        assertThat(target("slack").givenUp()).isOne();
    }

    @Test
    void givesNothingUpThatWasNotTried() {
        failing("a");
        clock.forward(Core.MAX_AGE.multipliedBy(2));

        assertThat(core.hear("slack")).containsExactly("problem a error");
        assertThat(target("slack").givenUp()).isZero();
    }

    @Test
    void goesRoundInNoCircleWhenAllTargetsAreSilent() {
        failing("a");
        for (int tries = 0; tries < 2_000; tries++) {
            clock.forward(Duration.ofMinutes(10));
            core.observe("a", Status.ERROR);
            refuse("slack");
            refuse("mail");
        }
        clock.forward(Duration.ofMinutes(6));

        assertThat(store.waiting("slack")).isOne();
        assertThat(target("slack").givenUp())
                .isEqualTo(target("mail").givenUp())
                .isBetween(3L, 5L);
        assertThat(core.hear("mail")).containsExactly("problem a error");
        assertThat(notices("mail")).hasSize(1);
        assertThat(core.hear("slack")).containsExactly("problem a error");
        assertThat(notices("slack")).as("of mail, which is back").isEmpty();
    }

    @Test
    void isSilentOfATargetThatIsBackBeforeTheNoticeWasTaken() {
        failing("a");
        core.hear("mail");
        clock.forward(Core.MAX_AGE);
        refuse("slack");
        clock.forward(Duration.ofMinutes(6));
        core.hear("slack");

        assertThat(notices("mail")).isEmpty();
    }

    @Test
    void triesANoticeAgainThatWasRefused() {
        failing("a");
        core.hear("mail");
        clock.forward(Core.MAX_AGE);
        refuse("slack");
        core.hear("mail");
        refuse("mail");
        assertThat(core.delivery.next("mail")).isEmpty();
        clock.forward(Duration.ofSeconds(2));

        assertThat(notices("mail")).hasSize(1);
    }

    @Test
    void tellsTargetsOfTheirOwnChecksAlone() {
        core.watch(Checks.telling("a", "slack"));
        core.observe("a", Status.ERROR);
        clock.forward(Core.MAX_AGE);

        refuse("slack");

        assertThat(core.delivery.next("mail")).isEmpty();
    }

    @Test
    void endsTheAlertsOfACheckThatNobodyWatches() {
        Core other = new Core(clock, store, Duration.ZERO);
        other.targets.add("slack");
        failing("a");
        clock.forward(Core.MAX_AGE);

        other.delivery.mark("slack", other.delivery.next("slack").orElseThrow(), Optional.of(GONE), Map.of());

        assertThat(store.waiting("slack")).isZero();
    }

    /** Takes all that waits for a target; the notices among it. */
    private List<String> notices(String target) {
        List<String> notices = new ArrayList<>();
        for (Optional<Digest> next = core.delivery.next(target); next.isPresent(); next = core.delivery.next(target)) {
            if (next.get().isAnnouncement()) {
                notices.add(next.get().announcement());
            }
            core.delivery.mark(target, next.get(), Optional.empty(), Map.of());
        }
        return notices;
    }

    private void failing(String check) {
        core.watch(Checks.named(check));
        core.observe(check, Status.ERROR);
    }

    private void refuse(String target) {
        core.delivery.next(target).ifPresent(digest -> core.delivery.mark(target, digest, Optional.of(GONE), Map.of()));
    }

    private Targets.Target target(String name) {
        return core.targets.all().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("vedette.alert");
    }
}
