package io.vedette.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.Refusal;
import io.vedette.contract.Checks;
import io.vedette.evaluate.Core;
import io.vedette.rule.Status;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import io.vedette.target.MessageSizes;
import io.vedette.target.Targets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final Core core = new Core(clock, store, WINDOW);

    @BeforeEach
    void addSlack() {
        core.targets.add("slack");
    }

    @Test
    void waitsForTheGroupWindow() {
        failing("a");

        clock.forward(WINDOW.minusMillis(1));
        assertThat(core.delivery.next("slack")).isEmpty();
        clock.forward(Duration.ofMillis(1));

        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Property(tries = 200)
    void tellsChangesWithinTheWindowInOneMessage(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 9_999) Integer> moments,
            @ForAll @IntRange(min = 100, max = 3_000) int poll) {
        Core one = new Core(new TestClock(), new MemoryStore(), WINDOW);
        one.targets.add("slack");
        List<Integer> sorted = moments.stream().sorted().toList();
        Instant first = one.clock.instant().plusMillis(sorted.get(0));
        int told = 0;
        int failed = 0;
        for (Instant now = first; told == 0; now = now.plusMillis(poll)) {
            while (failed < sorted.size()
                    && !TestClock.START.plusMillis(sorted.get(failed)).isAfter(now)) {
                one.clock.set(TestClock.START.plusMillis(sorted.get(failed)));
                one.watch(Checks.named("check-" + failed));
                one.observe("check-" + failed++, Status.ERROR);
            }
            one.clock.set(now);
            told = one.hear("slack").size();
        }

        assertThat(told).isEqualTo(moments.size());
    }

    @Test
    void tellsAsManyChecksAsThereMayBeInOneMessage() {
        IntStream.range(0, MessageSizes.MOST).forEach(i -> failing("check-" + i));
        clock.forward(WINDOW);

        assertThat(core.hear("slack")).hasSize(MessageSizes.MOST);
    }

    @Test
    void keepsInHandWhatASlowDatabaseIsStillToMark() {
        AtomicReference<Runnable> afterEach = new AtomicReference<>(() -> {});
        Core slow = new Core(clock, after("changeAll", afterEach), WINDOW);
        slow.targets.add("slack");
        IntStream.range(0, 3).forEach(i -> {
            slow.watch(Checks.named("check-" + i));
            slow.observe("check-" + i, Status.ERROR);
        });
        clock.forward(WINDOW);
        Digest digest = slow.delivery.next("slack").orElseThrow();
        List<Alert> free = new ArrayList<>();

        afterEach.set(() -> {
            Runnable marking = afterEach.getAndSet(() -> {});
            clock.forward(Delivery.LEASE.minusSeconds(1));
            slow.delivery.renew();
            free.addAll(store.claim("slack", WINDOW, 3, Delivery.LEASE, clock.instant()));
            afterEach.set(marking);
        });
        slow.delivery.mark("slack", digest, Optional.empty(), Map.of());

        assertThat(digest.alerts()).hasSize(3);
        assertThat(free).isEmpty();
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void keepsInHandWhatASlowDatabaseIsStillToSayTheTruthOf() {
        AtomicReference<Runnable> afterEach = new AtomicReference<>(() -> {});
        Core slow = new Core(clock, after("find", afterEach), WINDOW);
        slow.targets.add("slack");
        IntStream.range(0, 3).forEach(i -> {
            slow.watch(Checks.named("check-" + i));
            slow.observe("check-" + i, Status.ERROR);
        });
        clock.forward(WINDOW);
        List<Alert> free = new ArrayList<>();
        List<Instant> looks = new ArrayList<>();

        afterEach.set(() -> {
            Runnable looking = afterEach.getAndSet(() -> {});
            looks.add(clock.instant());
            clock.forward(Delivery.LEASE.minusSeconds(1));
            slow.delivery.renew();
            free.addAll(store.claim("slack", WINDOW, 3, Delivery.LEASE, clock.instant()));
            afterEach.set(looking);
        });
        Digest digest = slow.delivery.next("slack").orElseThrow();
        afterEach.set(() -> {});

        assertThat(looks).hasSizeGreaterThanOrEqualTo(3);
        assertThat(digest.alerts()).hasSize(3);
        assertThat(free).as("what another process may send too").isEmpty();
        slow.delivery.mark("slack", digest, Optional.empty(), Map.of());
        assertThat(store.waiting("slack")).isZero();
        clock.forward(Delivery.LEASE);
        slow.delivery.renew();
        assertThat(slow.delivery.next("slack")).isEmpty();
    }

    /** The store, in which something happens after each such statement. */
    private Store after(String statement, AtomicReference<Runnable> afterEach) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    if (method.getName().equals(statement)) {
                        afterEach.get().run();
                    }
                    return answer;
                });
    }

    @Test
    void tellsFewerAtOnceWhereAllAreTooLarge() {
        IntStream.range(0, 9).forEach(i -> failing("check-" + i));
        clock.forward(WINDOW);
        List<Integer> told = new ArrayList<>();

        while (store.waiting("slack") > 0) {
            clock.forward(WINDOW);
            core.delivery.next("slack").ifPresent(digest -> {
                boolean tooLarge = digest.alerts().size() > 4;
                core.delivery.mark(
                        "slack",
                        digest,
                        tooLarge
                                ? Optional.of(new DeliveryFailed(Refusal.ofContent("the target answered 413")))
                                : Optional.empty(),
                        Map.of());
                told.add(tooLarge ? 0 : digest.alerts().size());
            });
        }

        assertThat(told).containsExactly(0, 0, 3, 3, 3);
        IntStream.range(0, 4).forEach(i -> failing("later-" + i));
        clock.forward(WINDOW);
        assertThat(core.hear("slack")).hasSize(3);
        assertThat(core.hear("slack")).hasSize(1);
        IntStream.range(0, 4).forEach(i -> failing("last-" + i));
        clock.forward(WINDOW);
        assertThat(core.hear("slack")).as("all of a window again").hasSize(4);
    }

    @Test
    void waitsForSomebodyWhereOneAlertIsTooLarge() {
        failing("a");
        clock.forward(WINDOW);
        Digest digest = core.delivery.next("slack").orElseThrow();

        core.delivery.mark("slack", digest, Optional.of(new DeliveryFailed(Refusal.ofContent("413"))), Map.of());

        assertThat(core.targets.all()).allMatch(Targets.Target::misconfigured);
    }

    @Test
    void keepsNoOtherAlertWaitingForOneThatATargetCannotRead() {
        IntStream.range(0, 5).forEach(i -> failing("check-" + i));
        clock.forward(WINDOW);
        List<String> told = new ArrayList<>();

        for (int second = 0; second < 40; second++) {
            clock.forward(Duration.ofSeconds(1));
            told.addAll(tellAllBut("check-2"));
        }

        assertThat(told).containsExactlyInAnyOrder("check-0", "check-1", "check-3", "check-4");
        failing("later");
        clock.forward(WINDOW);
        List<String> later = new ArrayList<>();
        for (int second = 0; second < 6; second++) {
            clock.forward(Duration.ofSeconds(1));
            later.addAll(tellAllBut("check-2"));
        }
        assertThat(later).containsExactly("later");
        assertThat(store.waiting("slack")).as("it is not lost").isEqualTo(1);

        clock.forward(Duration.ofMinutes(10));
        assertThat(core.hear("slack")).containsExactly("problem check-2 error");
    }

    @Test
    void findsOneThatCannotBeReadAmongManyWithinHalfAMinuteAndGroupsTheOthers() {
        IntStream.range(0, 1_000).forEach(i -> failing("check-" + i));
        clock.forward(WINDOW);
        List<List<String>> messages = new ArrayList<>();

        for (int second = 0; second < 30; second++) {
            clock.forward(Duration.ofSeconds(1));
            List<String> told = tellAllBut("check-0");
            if (!told.isEmpty()) {
                messages.add(told);
            }
        }

        assertThat(messages).as("the others, in one message").hasSize(1);
        assertThat(messages.get(0)).hasSize(999);
    }

    @Test
    void groupsAgainOnceNothingWaitsAfterEachHadToBeToldByItself() {
        IntStream.range(0, 3).forEach(i -> failing("check-" + i));
        clock.forward(WINDOW);
        Digest all = core.delivery.next("slack").orElseThrow();
        core.delivery.mark("slack", all, Optional.of(new DeliveryFailed(Refusal.ofContent("413"))), Map.of());
        clock.forward(WINDOW);
        Digest two = core.delivery.next("slack").orElseThrow();
        core.delivery.mark("slack", two, Optional.of(new DeliveryFailed(Refusal.ofContent("413"))), Map.of());
        for (int i = 0; i < 3; i++) {
            clock.forward(WINDOW);
            assertThat(core.hear("slack")).hasSize(1);
        }
        assertThat(core.hear("slack")).isEmpty();

        IntStream.range(0, 5).forEach(i -> failing("later-" + i));
        clock.forward(WINDOW);

        assertThat(core.hear("slack")).hasSize(5);
    }

    @Test
    void triesAtOnceWhatReplacesAnAlertThatATargetCannotRead() {
        failing("a");
        clock.forward(WINDOW);
        tellAllBut("a");
        clock.forward(Duration.ofSeconds(15));
        core.observe("a", Status.DEGRADED);
        clock.forward(WINDOW);

        assertThat(core.hear("slack")).containsExactly("problem a degraded");
    }

    @Test
    void lengthensThePauseOfATargetThatCannotReadAnything() {
        IntStream.range(0, 20).forEach(i -> failing("check-" + i));
        clock.forward(WINDOW);

        int requests = 0;
        for (int second = 0; second < 3_600; second++) {
            clock.forward(Duration.ofSeconds(1));
            Optional<Digest> digest = core.delivery.next("slack");
            digest.ifPresent(this::refuseForItsContent);
            requests += digest.isPresent() ? 1 : 0;
        }

        assertThat(requests).as("each halving is one").isBetween(5, 120);
        assertThat(store.waiting("slack")).isEqualTo(20);
    }

    /** Hands the next message to a target that refuses all that hold this check; returns the checks it took. */
    private List<String> tellAllBut(String check) {
        Optional<Digest> digest = core.delivery.next("slack");
        if (digest.isEmpty()) {
            return List.of();
        }
        List<String> checks = digest.get().alerts().stream().map(Alert::check).toList();
        if (checks.contains(check)) {
            refuseForItsContent(digest.get());
            return List.of();
        }
        core.delivery.mark("slack", digest.get(), Optional.empty(), Map.of());
        return checks;
    }

    private void refuseForItsContent(Digest digest) {
        core.delivery.mark(
                "slack",
                digest,
                Optional.of(new DeliveryFailed(Refusal.ofContent("the target answered 400"))),
                Map.of());
    }

    @Test
    void tellsNothingOfAProblemThatWasOverWithinTheWindow() {
        failing("a");
        clock.forward(Duration.ofSeconds(5));
        core.observe("a", Status.OK);
        clock.forward(WINDOW);

        assertThat(core.delivery.next("slack")).isEmpty();
    }

    @Test
    void tellsNothingThatADependencyExplainsSince() {
        core.watch(Checks.named("database"));
        core.watch(Checks.dependent("import", "database"));
        core.observe("import", Status.ERROR);
        clock.forward(Duration.ofSeconds(5));
        core.observe("database", Status.ERROR);
        clock.forward(Duration.ofSeconds(5));

        assertThat(core.hear("slack")).containsExactly("problem database error");
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void tellsAgainWhatASenderDiedWithAndThenThatItIsOver() {
        failing("a");
        clock.forward(WINDOW);
        Digest perhapsHeard = core.delivery.next("slack").orElseThrow();
        core.observe("a", Status.OK);
        clock.forward(Delivery.LEASE);

        Digest again = core.delivery.next("slack").orElseThrow();
        assertThat(again).isEqualTo(perhapsHeard);
        core.delivery.mark("slack", again, Optional.empty(), Map.of());
        clock.forward(WINDOW);
        assertThat(core.hear("slack")).containsExactly("recovery a ok");
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void keepsInHandWhatIsBeingSentForLong() {
        failing("a");
        clock.forward(WINDOW);
        Digest slow = core.delivery.next("slack").orElseThrow();

        for (int i = 0; i < 20; i++) {
            clock.forward(Delivery.LEASE.dividedBy(3));
            core.delivery.renew();
            assertThat(core.delivery.next("slack")).isEmpty();
        }

        core.delivery.mark("slack", slow, Optional.empty(), Map.of());
        clock.forward(Delivery.LEASE);
        core.delivery.renew();
        assertThat(core.delivery.next("slack")).isEmpty();
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void takesASenderForLostThatComesToNoEnd() {
        failing("a");
        clock.forward(WINDOW);
        core.delivery.next("slack");

        for (int i = 0; i < 34; i++) {
            clock.forward(Delivery.LEASE.dividedBy(3));
            core.delivery.renew();
        }

        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void tellsNothingOfACheckThatLeft() {
        failing("a");
        clock.forward(Duration.ofSeconds(1));
        core.evaluator.forget("a");
        clock.forward(WINDOW);

        assertThat(core.delivery.next("slack")).isEmpty();
        assertThat(store.waiting("slack")).isZero();
    }

    /** It may have heard of the problem; but who is not to be told of the check is not told of it again, nor of its end. */
    @Test
    void tellsNothingToATargetThatACheckTellsNoMoreThoughItsSenderDied() {
        core.targets.add("webhook");
        core.watch(Checks.telling("a", "slack"));
        core.observe("a", Status.ERROR);
        clock.forward(WINDOW);
        assertThat(core.delivery.next("slack")).isPresent();

        core.watch(Checks.telling("a", "webhook"));
        core.observe("a", Status.ERROR);
        assertThat(core.entry("a", "slack").isClaimed(clock.instant()))
                .as("its sender may be at it still")
                .isTrue();
        clock.forward(Delivery.LEASE);
        core.observe("a", Status.ERROR);

        assertThat(store.waiting("slack")).isZero();
        assertThat(core.delivery.next("slack")).isEmpty();
        assertThat(core.hear("webhook")).containsExactly("problem a error");
    }

    @Test
    void tellsNothingOfACheckThatAnEarlierProcessWatched() {
        failing("a");
        clock.forward(WINDOW);
        Core later = new Core(clock, store, WINDOW);
        later.targets.add("slack");
        later.watch(Checks.named("b"));

        assertThat(later.delivery.next("slack")).isEmpty();
        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void tellsWhatAnotherNodeWatches() {
        Core other = new Core(clock, store, WINDOW);
        other.targets.add("slack");
        other.watch(Checks.named("b"));
        clock.forward(Duration.ofSeconds(1));
        failing("a");
        clock.forward(WINDOW);

        assertThat(other.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void leavesItToTheOtherNodesNextVerdictWhatWasDroppedAsNobodys() {
        failing("a");
        clock.forward(Duration.ofSeconds(1));
        Core other = new Core(clock, store, WINDOW);
        other.targets.add("slack");
        other.watch(Checks.named("b"));
        clock.forward(WINDOW);
        assertThat(other.delivery.next("slack")).isEmpty();

        core.observe("a", Status.ERROR);
        clock.forward(WINDOW);

        assertThat(other.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void givesNothingOutTwice() {
        failing("a");
        clock.forward(WINDOW);

        assertThat(core.delivery.next("slack")).isPresent();
        assertThat(core.delivery.next("slack")).isEmpty();
    }

    @Test
    void triesAgainWhatWasRefusedAfterAPause() {
        failing("a");
        clock.forward(WINDOW);

        refuse(new IOException("connection refused"));

        assertThat(store.waiting("slack")).isEqualTo(1);
        assertThat(core.delivery.next("slack")).isEmpty();
        clock.forward(Duration.ofSeconds(2));
        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void replacesWhatWasRefusedByWhatIsTrue() {
        failing("a");
        clock.forward(WINDOW);
        Digest digest = core.delivery.next("slack").orElseThrow();
        core.observe("a", Status.OK);

        core.delivery.mark("slack", digest, Optional.of(new IOException("connection refused")), Map.of());

        assertThat(store.waiting("slack")).isZero();
    }

    @Test
    void tellsARecoveryThatCameWhileTheProblemWasBeingSent() {
        failing("a");
        clock.forward(WINDOW);
        Digest digest = core.delivery.next("slack").orElseThrow();
        core.observe("a", Status.OK);
        core.delivery.mark("slack", digest, Optional.empty(), Map.of());
        clock.forward(WINDOW);

        assertThat(core.hear("slack")).containsExactly("recovery a ok");
    }

    @Test
    void believesATargetThatSaysWhenItIsBack() {
        failing("a");
        clock.forward(WINDOW);

        refuse(new RuntimeException(
                new DeliveryFailed(Refusal.busy("rate limited", Optional.of(Duration.ofSeconds(30))))));

        clock.forward(Duration.ofSeconds(29));
        assertThat(core.delivery.next("slack")).isEmpty();
        clock.forward(Duration.ofSeconds(1));
        assertThat(core.hear("slack")).hasSize(1);
    }

    @Test
    void keepsAlertsOfATargetThatIsSetUpWrongly() {
        failing("a");
        clock.forward(WINDOW);

        refuse(new DeliveryFailed(Refusal.misconfigured("Slack refused the message: invalid_auth")));

        assertThat(core.targets.all().get(0).misconfigured()).isTrue();
        assertThat(core.targets.all().get(0).error()).contains("invalid_auth");
        assertThat(store.waiting("slack")).isEqualTo(1);
    }

    @Test
    void asksATargetThatIsSetUpWronglySeldomButSoonAtFirst() {
        failing("a");
        clock.forward(WINDOW);
        DeliveryFailed refused = new DeliveryFailed(Refusal.misconfigured("status 404"));

        refuse(refused);
        clock.forward(Duration.ofSeconds(3));
        assertThat(core.targets.isOpen("slack")).isFalse();
        clock.forward(Duration.ofSeconds(3));
        assertThat(core.targets.isOpen("slack")).isTrue();

        for (int i = 0; i < 20; i++) {
            refuse(refused);
            clock.forward(Duration.ofMinutes(12));
        }
        refuse(refused);
        clock.forward(Duration.ofMinutes(7));
        assertThat(core.targets.isOpen("slack")).isFalse();
        clock.forward(Duration.ofMinutes(5));
        assertThat(core.hear("slack")).containsExactly("problem a error");
    }

    @Test
    void keepsOtherTargetsGoingWhileOneFails() {
        core.targets.add("mail");
        failing("a");
        clock.forward(WINDOW);

        refuse(new IOException("connection refused"));

        assertThat(core.hear("mail")).containsExactly("problem a error");
    }

    @Test
    void losesNothingWhileATargetIsDownForHours() {
        failing("a");
        failing("b");
        for (int i = 0; i < 200; i++) {
            clock.forward(Duration.ofMinutes(1));
            core.delivery
                    .next("slack")
                    .ifPresent(digest -> core.delivery.mark(
                            "slack", digest, Optional.of(new IOException("no route to host")), Map.of()));
            core.observe("a", Status.ERROR);
            core.observe("b", i < 100 ? Status.ERROR : Status.DEGRADED);
        }
        clock.forward(Duration.ofMinutes(6));

        assertThat(core.hear("slack")).containsExactly("problem a error", "problem b degraded");
    }

    @Test
    void greetsEveryTargetOnceAndTakesLeaveOfIt() {
        Core polite = new Core(clock, store, WINDOW, "Vedette is up");
        polite.watch(Checks.named("a"));

        Digest greeting = polite.delivery.greetingFor("slack").orElseThrow();
        assertThat(greeting.announcement()).isEqualTo("Vedette is up\nMonitoring 1 check:\na");
        assertThat(polite.delivery.greetingFor("slack")).isEmpty();
        assertThat(polite.delivery.farewellFor("slack")).isPresent();
        assertThat(polite.delivery.farewellFor("slack")).isEmpty();
        assertThat(polite.delivery.greetingFor("slack"))
                .as("for a poll that goes on meanwhile")
                .isEmpty();
    }

    @Test
    void greetsNobodyWithoutAGreeting() {
        assertThat(core.delivery.greetingFor("slack")).isEmpty();
        assertThat(core.delivery.farewellFor("slack")).isEmpty();
    }

    private void failing(String check) {
        core.watch(Checks.named(check));
        core.observe(check, Status.ERROR);
    }

    private void refuse(Exception failure) {
        Digest digest = core.delivery.next("slack").orElseThrow();
        core.delivery.mark("slack", digest, Optional.of(failure), Map.of());
    }
}
