package io.vedette.camel;

import io.vedette.alert.LinkSignature;
import io.vedette.alert.Links;
import io.vedette.cluster.Ownership;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.deliver.Announcements;
import io.vedette.deliver.Delivery;
import io.vedette.evaluate.ClockSteps;
import io.vedette.evaluate.Evaluation;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The stages of one service, in the order in which data moves, and what endpoints do with them.
 *
 * @param base what all of them stand on
 * @param schedules whether checks run by their intervals
 * @param checks what endpoints and routes do with checks
 * @param routedTargets the targets that routes take alerts for
 * @param clustering what other nodes know of this one, and ask of it
 */
public record Stages(
        Foundation base,
        Schedules schedules,
        Probing probing,
        Evaluation evaluation,
        Notifying notifying,
        WatchedChecks checks,
        RoutedTargets routedTargets,
        Clustering clustering) {

    /** @param judging the time that rules see; another one than {@code clock} only for trying rules */
    static Stages of(Settings settings, Secrets secrets, Clock clock, Clock judging, Store store) {
        Foundation base = Foundation.of(settings, secrets, clock, store);
        Targets targets = new Targets(clock, ThreadLocalRandom.current()::nextLong);
        Ownership ownership = Clustering.ownership(settings, store);
        store.share(ownership);
        Announcements announcements = new Announcements(targets, ownership::notifies);
        Probing probing = Probing.of(settings, secrets, clock);
        ClockSteps clockSteps = isOfThisMachine(clock) ? ClockSteps.of(clock) : ClockSteps.none(clock);
        Evaluation evaluation = Evaluation.of(
                targets, store, clock, judging, probing.connectivity(settings, clock, announcements::say), clockSteps);
        evaluation.evaluator().onClockStep(step -> probing.heartbeats().clockWasSet(step::past));
        LinkSignature signature = signature(store);
        Delivery delivery = delivery(base, targets, evaluation, signature);
        base.settings()
                .onChange(other ->
                        delivery.change(other.groupWindow(), other.greeting().orElse(""), links(other, signature)));
        Notifying notifying = new Notifying(targets, announcements, delivery);
        WatchedChecks checks = new WatchedChecks(base, probing, evaluation);
        return new Stages(
                base,
                new Schedules(),
                probing,
                evaluation,
                notifying,
                checks,
                new RoutedTargets(targets, base.settings()),
                new Clustering(base, probing, evaluation, notifying, checks.calls()));
    }

    /** Also where whole milliseconds of it are taken. */
    private static boolean isOfThisMachine(Clock clock) {
        return clock.equals(Clock.systemUTC()) || clock.equals(Clock.tickMillis(ZoneOffset.UTC));
    }

    private static Delivery delivery(Foundation base, Targets targets, Evaluation evaluation, LinkSignature signature) {
        Settings settings = base.settings().get();
        return new Delivery(
                base.store(),
                targets,
                evaluation.evaluator(),
                evaluation.watchlist(),
                base.clock(),
                base.secrets(),
                new Delivery.Options(
                        settings.groupWindow(),
                        settings.outbox().maxAge(),
                        settings.greeting().orElse(""),
                        links(settings, signature)));
    }

    private static LinkSignature signature(Store store) {
        return new LinkSignature(() -> store.shared(LinkSignature.KEY, LinkSignature::newKey));
    }

    private static Links links(Settings settings, LinkSignature signature) {
        return new Links(
                settings.properties().getOrDefault(SettingKey.HTTP_BASE_URL.key(), ""), Optional.of(signature));
    }
}
