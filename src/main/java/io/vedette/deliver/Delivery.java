package io.vedette.deliver;

import io.vedette.alert.Alert;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.Links;
import io.vedette.cluster.Signal;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Causes;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watchlist;
import io.vedette.process.Loggers;
import io.vedette.store.NotDecided;
import io.vedette.store.Store;
import io.vedette.target.MessageSizes;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;

/**
 * Hands alerts from the outbox to senders, target by target: claim, send, mark. What a target refuses stays in the outbox and is
 * sent again after a growing pause. Safe for several threads.
 */
public final class Delivery {

    private static final Logger LOG = Loggers.ALERT;

    /**
     * How long a claim lasts; renewed while its sender is at work, so this is how long others wait after a process died. It is
     * longer than the clocks of two nodes may differ.
     */
    public static final Duration LEASE = Duration.ofSeconds(30);

    /** The longest that a sender may take; after it the sender counts as lost, and another one may send. */
    public static final Duration LONGEST_SENDING = Duration.ofMinutes(5);

    private final Store store;
    private final Targets targets;
    private final DeliveryOutcome outcome;
    private final Clock clock;
    private final Secrets secrets;
    private volatile Options options;
    private final OutageNotices notices;
    private final List<InHand> inHand = new CopyOnWriteArrayList<>();
    private final MessageSizes sizes = new MessageSizes();
    private final SetAside aside = new SetAside();
    private final Greetings greetings;

    /**
     * Settings of delivery.
     *
     * @param groupWindow changes within this time make one message
     * @param maxAge an alert that has waited so long when its target refuses it is given up
     * @param greeting the message that targets get at the start; empty for neither greeting nor farewell
     * @param links what messages link to
     */
    public record Options(Duration groupWindow, Duration maxAge, String greeting, Links links) {}

    private record InHand(String target, Digest digest, Instant since) {}

    public Delivery(
            Store store,
            Targets targets,
            Evaluator evaluator,
            Watchlist watchlist,
            Clock clock,
            Secrets secrets,
            Options options) {
        this.store = store;
        this.targets = targets;
        this.outcome = new DeliveryOutcome(watchlist, store, clock, evaluator, options.maxAge());
        this.clock = clock;
        this.secrets = secrets;
        this.options = options;
        this.greetings = new Greetings(options.greeting(), watchlist, store::ownership);
        this.notices = new OutageNotices(watchlist, targets, store.ownership());
        evaluator.onClockStep(step -> inHand.replaceAll(
                sending -> new InHand(sending.target(), sending.digest(), step.past(sending.since()))));
    }

    /**
     * Changes the settings at runtime. Existing targets do not get the new greeting, but they do get the farewell.
     */
    public void change(Duration otherWindow, String otherGreeting, Links links) {
        greetings.change(otherGreeting, targets.names());
        options = new Options(otherWindow, options.maxAge(), otherGreeting, links);
    }

    /** Claims the next message for a target, if any; the caller sends it and then {@linkplain #mark marks} it. */
    public Optional<Digest> next(String target) {
        if (!targets.isOpen(target) || !store.ownership().notifies(target)) {
            return Optional.empty();
        }
        try {
            return claimed(target);
        } catch (NotDecided e) {
            LOG.debug("target {}: its alerts are looked at later: {}", target, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Digest> claimed(String target) {
        Instant now = clock.instant();
        Duration window = targets.options(target).groupWindow().orElse(options.groupWindow());
        List<Alert> claimed = store.claim(target, window, sizes.most(target) + aside.count(target, now), LEASE, now);
        if (claimed.isEmpty()) {
            sizes.lift(target);
            return notices.next(target).map(Digest::announcing);
        }
        // Renewed before it is sent too: a busy database may take longer than a lease to check hundreds of alerts.
        InHand lookedAt = new InHand(target, Digest.of(claimed), now);
        inHand.add(lookedAt);
        try {
            List<Alert> alerts = claimed.stream()
                    .filter(alert -> !stays(target, alert, now) && outcome.isStillTrue(target, alert))
                    .toList();
            if (alerts.isEmpty()) {
                if (claimed.stream().anyMatch(alert -> aside.holds(target, alert, now))) {
                    targets.rest(target);
                }
                return notices.next(target).map(Digest::announcing);
            }
            Digest digest = Digest.of(alerts.stream().map(options.links()::in).toList());
            inHand.add(new InHand(target, digest, now));
            return Optional.of(digest);
        } finally {
            inHand.remove(lookedAt);
        }
    }

    /** Returns whether an alert is to wait for its own next try; then it does, and the target is not asked for a moment. */
    private boolean stays(String target, Alert alert, Instant now) {
        boolean stays = aside.holds(target, alert, now);
        if (stays) {
            outcome.waits(target, alert);
        }
        return stays;
    }

    /**
     * Extends the claims on everything that is being sent; called several times within {@link #LEASE}. A sender that takes longer
     * than {@link #LONGEST_SENDING} counts as lost.
     */
    public void renew() {
        Instant now = clock.instant();
        inHand.removeIf(sending -> !now.isBefore(sending.since().plus(LONGEST_SENDING)));
        for (InHand sending : inHand) {
            outcome.renew(sending.target(), sending.digest().alerts(), now.plus(LEASE));
        }
        outcome.putBack();
    }

    /** Takes a notice of another node. */
    public void heard(Signal.Notice notice) {
        notices.heard(notice);
    }

    /** Returns the greeting, once for each target; empty if there is none. */
    public Optional<Digest> greetingFor(String target) {
        return greetings.greetingFor(target);
    }

    /** Returns the farewell, once for each target that was greeted. */
    public Optional<Digest> farewellFor(String target) {
        return greetings.farewellFor(target);
    }

    /**
     * Marks a message as delivered, or puts its alerts back into the outbox.
     *
     * @param taken the checks whose alerts the target took by themselves, with what it calls what they opened there (empty where it
     *     has no such name): they are delivered whatever became of the others
     */
    public void mark(String target, Digest digest, Optional<Exception> failure, Map<String, String> taken) {
        try {
            failure.ifPresentOrElse(
                    e -> refused(target, without(target, digest, taken), e), () -> taken(target, digest, taken));
        } finally {
            // Not earlier: marking thousands of alerts may take a busy database longer than a lease.
            inHand.removeIf(sending ->
                    sending.target().equals(target) && sending.digest().equals(digest));
        }
    }

    /** Marks what was taken before the rest was refused; a message that failed after all was taken failed as a whole. */
    private Digest without(String target, Digest digest, Map<String, String> taken) {
        List<Alert> rest = digest.alerts().stream()
                .filter(alert -> !taken.containsKey(alert.check()))
                .toList();
        if (rest.isEmpty() || rest.size() == digest.alerts().size()) {
            return digest;
        }
        List<Alert> those = digest.alerts().stream()
                .filter(alert -> taken.containsKey(alert.check()))
                .toList();
        took(target, those, taken);
        targets.delivered(target);
        return Digest.of(rest);
    }

    /**
     * Puts a message back that could not be sent because of a fault of Vedette's own process or machine: it is not a failure of
     * the target, does not count as a try, and nothing is given up because of its age.
     */
    public void postpone(String target, Digest digest) {
        try {
            targets.rest(target);
            outcome.postponed(target, digest.alerts());
        } finally {
            inHand.removeIf(sending ->
                    sending.target().equals(target) && sending.digest().equals(digest));
        }
    }

    private void taken(String target, Digest digest, Map<String, String> opened) {
        targets.delivered(target);
        sizes.wasTaken(target, digest.alerts().size());
        notices.isBack(target);
        notices.delivered(target, digest.announcement());
        took(target, digest.alerts(), opened);
    }

    private void took(String target, List<Alert> alerts, Map<String, String> references) {
        alerts.forEach(alert -> aside.taken(target, alert.check()));
        outcome.delivered(target, alerts, references);
    }

    private void refused(String target, Digest digest, Exception failure) {
        Optional<DeliveryFailed> refused = refusal(failure);
        String error = secrets.mask(refused.map(Throwable::getMessage).orElseGet(() -> Causes.message(failure)));
        boolean ofContent = refused.filter(DeliveryFailed::ofContent).isPresent();
        boolean divided = ofContent && sizes.wasTooLarge(target, digest.alerts().size());
        if (ofContent && digest.alerts().size() == 1) {
            aside.refused(target, digest.alerts().get(0), clock.instant());
            sizes.lift(target);
        }
        Optional<Duration> retryAfter = refused.flatMap(DeliveryFailed::retryAfter);
        if (divided) {
            targets.divided(target, error, retryAfter);
        } else {
            targets.failed(
                    target,
                    error,
                    retryAfter,
                    refused.filter(DeliveryFailed::misconfigured).isPresent());
        }
        LOG.warn(
                digest.isAnnouncement()
                        ? "target {}: {} not delivered: {}"
                        : "target {}: {} not delivered, will be tried again: {}",
                target,
                describe(digest),
                error);
        Map<Alert, Duration> givenUp = outcome.notDelivered(target, digest.alerts());
        if (!givenUp.isEmpty()) {
            targets.gaveUp(target, givenUp.size());
            givenUp.forEach((alert, age) -> LOG.error(
                    "target {}: gave up the {} of check {} after {}: {}",
                    target,
                    alert.kind().code(),
                    alert.check(),
                    OutageNotices.span(age),
                    error));
            notices.gaveUp(target, givenUp, error);
        }
    }

    private static Optional<DeliveryFailed> refusal(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeliveryFailed refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    private static String describe(Digest digest) {
        int count = digest.alerts().size();
        return digest.isAnnouncement() ? "an announcement" : count == 1 ? "1 alert" : count + " alerts";
    }
}
