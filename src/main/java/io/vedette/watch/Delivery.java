package io.vedette.watch;

import io.vedette.alert.Alert;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.config.Causes;
import io.vedette.config.Secrets;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the outbox to senders, target by target: claim, send, mark. What a target refuses stays in the outbox and is tried
 * again after a pause that grows. Safe for several threads.
 */
public final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** More in one message helps nobody, and a target that takes them one by one must be done within the lease. */
    private static final int MOST_IN_A_MESSAGE = 1_000;

    /** Longer than any sender may take: a message is not sent twice because it was slow. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Store store;
    private final Targets targets;
    private final Watchkeeper keeper;
    private final Watchlist watchlist;
    private final Clock clock;
    private final Secrets secrets;
    private volatile Duration groupWindow;
    private volatile String greeting;
    private final Set<String> greeted = ConcurrentHashMap.newKeySet();

    /**
     * @param groupWindow changes within it make one message
     * @param greeting what targets are greeted with at the start; empty for no greeting and no farewell
     */
    public Delivery(
            Store store,
            Targets targets,
            Watchkeeper keeper,
            Watchlist watchlist,
            Clock clock,
            Secrets secrets,
            Duration groupWindow,
            String greeting) {
        this.store = store;
        this.targets = targets;
        this.keeper = keeper;
        this.watchlist = watchlist;
        this.clock = clock;
        this.secrets = secrets;
        this.groupWindow = groupWindow;
        this.greeting = greeting;
    }

    /**
     * Takes other settings from now on. A new greeting greets nobody who is told already; whoever was not greeted because
     * there was none gets the farewell all the same.
     */
    public void change(Duration otherWindow, String otherGreeting) {
        if (greeting.isBlank() && !otherGreeting.isBlank()) {
            greeted.addAll(targets.names());
        } else if (otherGreeting.isBlank()) {
            greeted.clear();
        }
        groupWindow = otherWindow;
        greeting = otherGreeting;
    }

    /** What a target is to be told now, if anything: one message that is in the caller's hand until it is settled. */
    public Optional<Digest> next(String target) {
        if (!targets.isOpen(target)) {
            return Optional.empty();
        }
        List<Alert> alerts = store.claim(target, groupWindow, MOST_IN_A_MESSAGE, LEASE, clock.instant()).stream()
                .filter(alert -> keeper.isStillTrue(target, alert))
                .toList();
        return alerts.isEmpty() ? Optional.empty() : Optional.of(Digest.of(alerts));
    }

    /** The greeting, once for every target. */
    public Optional<Digest> greetingFor(String target) {
        String first = greeting;
        if (first.isBlank() || !greeted.add(target)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(first);
        List<Watched> watched = watchlist.all();
        text.append("\nMonitoring ").append(watched.size()).append(watched.size() == 1 ? " check:" : " checks:");
        watched.stream().limit(50).forEach(one -> text.append('\n')
                .append(one.check().name()));
        if (watched.size() > 50) {
            text.append("\nand ").append(watched.size() - 50).append(" more");
        }
        return Optional.of(Digest.announcing(text.toString()));
    }

    /** The farewell, for a target that was greeted. */
    public Optional<Digest> farewellFor(String target) {
        return greeted.remove(target)
                ? Optional.of(
                        Digest.announcing("Vedette is shutting down; nothing is monitored until it is started again."))
                : Optional.empty();
    }

    /** Marks a message as delivered, or puts its alerts back. */
    public void settle(String target, Digest digest, Optional<Exception> failure) {
        if (failure.isEmpty()) {
            targets.delivered(target);
            digest.alerts().forEach(alert -> keeper.delivered(target, alert));
            return;
        }
        Optional<DeliveryFailed> told = refusal(failure.get());
        String error = secrets.mask(told.map(Throwable::getMessage).orElseGet(() -> Causes.message(failure.get())));
        targets.failed(
                target,
                error,
                told.flatMap(DeliveryFailed::retryAfter),
                told.map(DeliveryFailed::misconfigured).orElse(false));
        LOG.warn(
                digest.isAnnouncement()
                        ? "target {}: {} not delivered: {}"
                        : "target {}: {} not delivered, will be tried again: {}",
                target,
                describe(digest),
                error);
        digest.alerts().forEach(alert -> keeper.notDelivered(target, alert));
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
        return digest.isAnnouncement() ? "a greeting" : count == 1 ? "1 alert" : count + " alerts";
    }
}
