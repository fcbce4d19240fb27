package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.alert.Digest;
import io.vedette.check.Check;
import io.vedette.check.Maintenance;
import io.vedette.contract.Checks;
import io.vedette.deliver.Delivery;
import io.vedette.rule.Status;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.store.CheckRecord;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The real core beside targets that remember what they heard. Whatever is done to it, what must hold at every moment is
 * asserted at that moment; {@link #settleDown} asserts what must hold once things stay as they are.
 */
final class TellingWorld {

    static final List<String> TARGETS = List.of("mail", "slack");

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(7_000);
    private static final Duration RENEWAL = Delivery.LEASE.dividedBy(3);

    /** Less than the longest that a sender is waited for. */
    private static final Duration LONGEST_SENDING = Duration.ofMinutes(4);

    private static final Duration FLAP_WINDOW = Duration.ofMinutes(10);

    final TestClock clock = new TestClock();
    private final Store store = new MemoryStore();
    private final Options options;
    private final List<Check> checks;
    private final Map<String, Status> truth = new HashMap<>();
    private final Map<String, Instant> observed = new HashMap<>();
    private final Map<String, Sending> sending = new HashMap<>();
    final List<Heard> heard = new ArrayList<>();
    private Core core;
    private int messages;

    /**
     * @param flapChanges 0 for checks that never flap
     * @param keepsLease whether senders are always done before their lease is over
     */
    record Options(
            Duration errorInterval,
            Duration groupWindow,
            int failureThreshold,
            int successThreshold,
            int flapChanges,
            boolean keepsLease) {}

    /** What a target heard: when, in which message. */
    record Heard(String target, Alert alert, Instant at, int message) {}

    private record Sending(Digest digest, Instant since) {}

    TellingWorld(Options options) {
        this.options = options;
        this.checks = List.of(
                check("database", List.of(), Optional.empty()),
                check("import", List.of(), Optional.of("database")),
                check("report", List.of("slack"), Optional.empty()));
        checks.forEach(check -> truth.put(check.name(), Status.OK));
        restart();
    }

    private Check check(String name, List<String> notify, Optional<String> dependsOn) {
        Check check = Checks.of(
                name,
                options.errorInterval(),
                options.failureThreshold(),
                options.successThreshold(),
                notify,
                dependsOn);
        Maintenance windows = name.equals("report") ? Maintenance.parse("cron '20 * * * *' for 9m") : Maintenance.NONE;
        return Checks.with(check, windows, options.flapChanges(), FLAP_WINDOW);
    }

    /** The process ends and another begins on the same store; what was being sent is cut off before it was heard. */
    void restart() {
        boolean crashed = !sending.isEmpty();
        sending.clear();
        observed.clear();
        core = new Core(clock, store, options.groupWindow());
        TARGETS.forEach(core.targets::add);
        checks.forEach(core::watch);
        if (crashed) {
            clock.forward(Duration.ofMinutes(5)); // What a crash has in hand is free again when its lease is over.
        }
    }

    void become(int check, Status status) {
        truth.put(name(check), status);
        observe(name(check));
    }

    void pause(int check) {
        core.mutes.pause(name(check), Optional.empty(), "", "");
        assertOpenBooks(name(check));
    }

    void resume(int check) {
        core.mutes.resume(name(check));
        assertOpenBooks(name(check));
    }

    void silence(int check, Duration time) {
        core.mutes.silence(name(check), clock.instant().plus(time), "", "");
        assertOpenBooks(name(check));
    }

    void unsilence(int check) {
        core.mutes.unsilence(name(check));
        assertOpenBooks(name(check));
    }

    void removeTarget(String target) {
        core.targets.remove(target);
    }

    void addTarget(String target) {
        core.targets.add(target);
    }

    /** Time goes by, and every check is asked every interval. */
    void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Duration left = Duration.between(clock.instant(), end);
            forward(left.compareTo(Checks.INTERVAL) < 0 ? left : Checks.INTERVAL);
            if (options.keepsLease()) {
                TARGETS.forEach(target -> {
                    Sending slow = sending.get(target);
                    if (slow != null
                            && Duration.between(slow.since(), clock.instant())
                                            .compareTo(LONGEST_SENDING.minus(Checks.INTERVAL))
                                    >= 0) {
                        finish(target, true);
                    }
                });
            }
            core.tick();
            checks.forEach(check -> observe(check.name()));
        }
    }

    /** What is being sent is kept in hand, but where senders are held up as a whole. */
    private void forward(Duration time) {
        Instant end = clock.instant().plus(time);
        while (options.keepsLease() && !sending.isEmpty() && clock.instant().isBefore(end)) {
            Duration left = Duration.between(clock.instant(), end);
            clock.forward(left.compareTo(RENEWAL) < 0 ? left : RENEWAL);
            core.delivery.renew();
        }
        clock.set(end);
    }

    /** A target takes its next message; slow ones hold it until {@link #finish}. */
    void send(String target) {
        if (sending.containsKey(target)) {
            return;
        }
        core.delivery.next(target).ifPresent(digest -> {
            digest.alerts().forEach(alert -> assertTrueNow(target, alert));
            sending.put(target, new Sending(digest, clock.instant()));
        });
    }

    /** The message in a target's hand is heard, or refused. */
    void finish(String target, boolean taken) {
        Sending done = sending.remove(target);
        if (done == null) {
            return;
        }
        if (taken) {
            messages++;
            done.digest().alerts().forEach(alert -> hear(target, alert));
        }
        Map<String, Long> versions = new HashMap<>();
        done.digest().alerts().forEach(alert -> versions.put(alert.check(), version(alert.check())));
        core.delivery.mark(
                target,
                done.digest(),
                taken ? Optional.empty() : Optional.of(new IOException("connection refused")),
                Map.of());
        // Where somebody else decided anew meanwhile nothing is looked at: a mute that came since counts at the next
        // look.
        versions.forEach((check, before) -> {
            if (version(check) != before) {
                assertOpenBooks(check);
            }
        });
    }

    private long version(String check) {
        return core.store.find(check).map(CheckRecord::version).orElse(0L);
    }

    /** Everything works and stays as it is for an error interval, an interval, the group window and a retry pause. */
    void settleDown() {
        TARGETS.forEach(target -> finish(target, true));
        TARGETS.forEach(core.targets::add);
        Duration retries = Duration.ofMinutes(6);
        Duration lease = Duration.ofMinutes(5);
        int thresholds = options.failureThreshold() + options.successThreshold();
        Instant end = clock.instant()
                .plus(options.errorInterval())
                .plus(Checks.INTERVAL.multipliedBy(thresholds + 1))
                .plus(options.groupWindow())
                .plus(retries)
                .plus(lease)
                .plus(LONGEST_SILENCE)
                .plus(FLAP_WINDOW);
        while (clock.instant().isBefore(end)) {
            pass(Checks.INTERVAL);
            deliverAll();
        }
        pass(options.groupWindow());
        deliverAll();
        checks.forEach(check -> TARGETS.stream().filter(check::notifies).forEach(target -> assertKnows(check, target)));
    }

    private void deliverAll() {
        for (String target : TARGETS) {
            send(target);
            finish(target, true);
        }
    }

    private void observe(String check) {
        observed.put(check, clock.instant());
        core.observe(check, truth.get(check));
        assertOpenBooks(check);
    }

    private void hear(String target, Alert alert) {
        if (options.keepsLease()) {
            assertFollows(target, alert);
        }
        heard.add(new Heard(target, alert, clock.instant(), messages));
    }

    /** Promises 1 and 2, and the order of what is told of one check. */
    private void assertFollows(String target, Alert alert) {
        List<Heard> before = heardOf(alert.check(), target);
        Optional<Heard> last = before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
        boolean down = last.filter(one -> one.alert().to().isProblem()).isPresent();
        switch (alert.kind()) {
            case RECOVERY ->
                assertThat(down).as("%s is told after a problem", alert).isTrue();
            case REMINDER ->
                assertThat(last.map(one -> one.alert().to()))
                        .as("%s reminds of what was told", alert)
                        .contains(alert.to());
            case PROBLEM ->
                // That it flaps is news in any state, and so is any state to one who was told that it flaps.
                assertThat(last.map(one -> one.alert().to() + " " + one.alert().isFlapping()))
                        .as("%s is news", alert)
                        .isNotEqualTo(Optional.of(alert.to() + " " + alert.isFlapping()))
                        .satisfies(one -> assertThat(
                                        alert.isFlapping() && one.orElse("").endsWith("true"))
                                .as("%s was told that it flaps", one)
                                .isFalse());
        }
        last.ifPresent(
                one -> assertThat(alert.at()).isAfterOrEqualTo(one.alert().at()));
        if (alert.kind() != AlertKind.RECOVERY) {
            before.stream()
                    .filter(one -> one.alert().kind() != AlertKind.RECOVERY)
                    .reduce((first, second) -> second)
                    .ifPresent(problem -> assertThat(Duration.between(problem.at(), clock.instant()))
                            .as("time between %s and %s", problem.alert(), alert)
                            .isGreaterThanOrEqualTo(options.errorInterval()));
        }
    }

    /** Promise 5: what a sender is given is true at that moment, and not muted. */
    private void assertTrueNow(String target, Alert alert) {
        CheckState state = core.store.find(alert.check()).orElseThrow().state();
        assertThat(core.targets.has(target)).isTrue();
        if (core.entry(alert.check(), target).inDoubt()) {
            return; // Somebody died with it in hand: it may have been heard, and is told whatever is true since.
        }
        if (alert.kind() == AlertKind.RECOVERY) {
            assertThat(state.health().isProblem()).as("%s in %s", alert, state).isFalse();
        } else {
            assertThat(alert.isFlapping())
                    .as("%s in %s", alert, state)
                    .isEqualTo(state.flapping().on());
            if (!alert.isFlapping()) {
                assertThat(state.health()).as("%s", alert).isEqualTo(alert.to());
            }
            assertThat(isMuted(alert.check())).as("%s is muted", alert).isFalse();
        }
    }

    /** Promise 6, and "at once" of promise 2: what waits is what is true, for every target that nothing is being sent to. */
    private void assertOpenBooks(String check) {
        Check definition = watched(check).check();
        CheckState state =
                core.store.find(check).map(record -> record.state()).orElse(CheckState.pending(clock.instant()));
        for (String target : TARGETS) {
            boolean inHand = sending.containsKey(target);
            boolean inDoubt = core.entry(check, target).isOutcomeUnknown();
            if (inHand || inDoubt || !core.targets.has(target) || !definition.notifies(target)) {
                continue;
            }
            Optional<Alert> waiting = core.entry(check, target).waiting();
            if (state.flapping().on()) {
                boolean toldSo = isToldFlapping(check, target);
                waiting.ifPresent(
                        alert -> assertThat(alert.isFlapping() || !toldSo && alert.kind() == AlertKind.RECOVERY)
                                .as("%s while it flaps", alert)
                                .isTrue());
            } else if (state.health() == Health.OK) {
                assertThat(waiting.map(Alert::kind))
                        .isEqualTo(isToldDown(check, target) ? Optional.of(AlertKind.RECOVERY) : Optional.empty());
            } else if (state.health().isProblem() && !isMuted(check)) {
                waiting.ifPresent(alert -> assertThat(alert.to()).isEqualTo(state.health()));
                if (!isToldAnything(check, target)) {
                    assertThat(waiting).as("the first problem waits").isPresent();
                }
            } else {
                waiting.ifPresent(alert -> assertThat(alert.kind()).isEqualTo(AlertKind.RECOVERY));
            }
        }
    }

    /** Promise 3: after a state lasted, it is the last thing told. */
    private void assertKnows(Check check, String target) {
        Health health = core.health(check.name());
        List<Heard> all = heardOf(check.name(), target);
        Health told =
                all.isEmpty() ? Health.OK : all.get(all.size() - 1).alert().to();
        assertThat(core.store
                        .find(check.name())
                        .orElseThrow()
                        .state()
                        .flapping()
                        .on())
                .as("%s flaps for ever", check.name())
                .isFalse();
        assertThat(isToldFlapping(check.name(), target) && health == Health.OK)
                .as("%s, as %s knows it, flaps", check.name(), target)
                .isFalse();
        boolean muted = health.isProblem() && isMuted(check.name());
        if (health == Health.OK || health.isProblem() && !muted) {
            assertThat(told).as("%s, as %s knows it", check.name(), target).isEqualTo(health);
        }
    }

    /** By what the world knows: stored silences, the windows of every hour, the dependency and who was asked since. */
    private boolean isMuted(String check) {
        Instant now = clock.instant();
        int minute = now.atOffset(ZoneOffset.UTC).getMinute();
        boolean maintained = check.equals("report") && minute >= 20 && minute < 29;
        boolean silenced = core.store
                .find(check)
                .flatMap(record -> record.state().silence())
                .filter(silence -> now.isBefore(silence.until()))
                .isPresent();
        boolean paused =
                core.store.find(check).flatMap(record -> record.state().pause()).isPresent();
        return maintained || silenced || paused || isMutedByAnother(check, now);
    }

    private boolean isMutedByAnother(String check, Instant now) {
        Optional<CheckState> other =
                watched(check).check().dependsOn().flatMap(core.store::find).map(CheckRecord::state);
        Instant patience = now.minus(Duration.ofSeconds(25));
        return other.filter(state -> state.health() == Health.ERROR
                        || state.previous() == Health.ERROR
                                && state.since().isAfter(observed.getOrDefault(check, Instant.MIN))
                                && state.since().isAfter(patience))
                .isPresent();
    }

    private boolean isToldFlapping(String check, String target) {
        List<Heard> all = heardOf(check, target);
        return !all.isEmpty() && all.get(all.size() - 1).alert().isFlapping();
    }

    private boolean isToldDown(String check, String target) {
        List<Heard> all = heardOf(check, target);
        return !all.isEmpty() && all.get(all.size() - 1).alert().to().isProblem();
    }

    private boolean isToldAnything(String check, String target) {
        return !heardOf(check, target).isEmpty();
    }

    List<Heard> heardOf(String check, String target) {
        return heard.stream()
                .filter(one -> one.alert().check().equals(check) && one.target().equals(target))
                .toList();
    }

    private Watched watched(String check) {
        return core.watchlist.find(check).orElseThrow();
    }

    private String name(int check) {
        return checks.get(check).name();
    }
}
