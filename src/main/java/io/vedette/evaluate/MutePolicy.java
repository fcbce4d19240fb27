package io.vedette.evaluate;

import io.vedette.probing.Connectivity;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Mute;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Decides which mute is on for a check. Safe for several threads. */
final class MutePolicy {

    /** Added to the time of a probe, for delays of the schedule and a busy machine. */
    private static final Duration LEEWAY = Duration.ofSeconds(5);

    private final Watchlist watchlist;
    private final Connectivity connectivity;
    private final Silences silences;

    MutePolicy(Watchlist watchlist, Connectivity connectivity, Silences silences) {
        this.watchlist = watchlist;
        this.connectivity = connectivity;
        this.silences = silences;
    }

    MuteStatus decide(Watched watched, CheckState state, Instant now) {
        return operators(state, now)
                .or(() -> silences.of(watched.check(), now)
                        .map(rule -> MuteStatus.byOperator(
                                Mute.SILENCED, Optional.of(rule.until()), rule.reason(), rule.by())))
                .orElseGet(() -> byItself(watched, state, now));
    }

    private static Optional<MuteStatus> operators(CheckState state, Instant now) {
        return state.pause()
                .filter(pause -> pause.isOn(now))
                .map(pause -> MuteStatus.byOperator(Mute.PAUSED, pause.until(), pause.reason(), pause.by()))
                .or(() -> state.silence()
                        .filter(silence -> silence.isOn(now))
                        .map(silence -> MuteStatus.byOperator(
                                Mute.SILENCED, Optional.of(silence.until()), silence.reason(), silence.by())));
    }

    private MuteStatus byItself(Watched watched, CheckState state, Instant now) {
        if (state.health() == Health.SLEEPING) {
            Optional<Instant> end = state.cause()
                    .map(Verdict::details)
                    .flatMap(Verdict.Details::sleep)
                    .map(Verdict.Sleep::end);
            return MuteStatus.by(Mute.SLEEPING, end, "");
        }
        return maintenance(watched, now)
                .or(() -> dependency(watched, now))
                .or(() -> offline(watched, now))
                .orElse(MuteStatus.NOT);
    }

    private static Optional<MuteStatus> maintenance(Watched watched, Instant now) {
        return watched.check()
                .maintenance()
                .onUntil(now)
                .map(end -> MuteStatus.by(
                        Mute.MAINTENANCE,
                        Optional.of(end),
                        watched.check().maintenance().toString()));
    }

    private Optional<MuteStatus> dependency(Watched watched, Instant now) {
        Optional<Watched> other = watched.check().dependsOn().flatMap(watchlist::find);
        if (other.isEmpty() || isCircle(watched)) {
            return Optional.empty();
        }
        String name = other.get().check().name();
        CheckState state = other.get().record().state();
        if (state.health() == Health.ERROR) {
            return Optional.of(
                    MuteStatus.by(Mute.DEPENDENCY, Optional.empty(), "depends on " + name + ", which is in error"));
        }
        return state.previous() == Health.ERROR && awaitsAnswer(watched, state.since(), now)
                ? Optional.of(new MuteStatus(
                        Mute.DEPENDENCY,
                        Optional.empty(),
                        "depends on " + name + ", which was in error until just now",
                        "",
                        true))
                : Optional.empty();
    }

    private Optional<MuteStatus> offline(Watched watched, Instant now) {
        Optional<Instant> since = connectivity.offlineSince();
        if (since.isPresent()) {
            return Optional.of(MuteStatus.by(
                    Mute.OFFLINE, Optional.empty(), "Vedette has had no connection since " + since.get()));
        }
        if (connectivity.isOpen(watched.doubt())) {
            return Optional.of(
                    MuteStatus.by(Mute.OFFLINE, Optional.empty(), "Vedette is testing its own connection first"));
        }
        return connectivity
                .backSince()
                .filter(back -> awaitsAnswer(watched, back, now))
                .map(back -> new MuteStatus(
                        Mute.OFFLINE, Optional.empty(), "Vedette had no connection until just now", "", true));
    }

    /** Returns whether the check has not been asked since, unless it takes too long: its earlier answers say nothing about now. */
    private static boolean awaitsAnswer(Watched watched, Instant since, Instant now) {
        Duration patience = watched.check()
                .timeout()
                .multipliedBy(2L * (watched.check().retries() + 1L))
                .plus(LEEWAY);
        return watched.asked().isBefore(since) && now.isBefore(since.plus(patience));
    }

    /** Returns whether checks depend on each other in a circle: all would be muted when all of them fail. */
    private boolean isCircle(Watched watched) {
        Set<String> passed = new HashSet<>();
        Optional<Watched> next = Optional.of(watched);
        while (next.isPresent() && passed.add(next.get().check().name())) {
            next = next.get().check().dependsOn().flatMap(watchlist::find);
        }
        return next.filter(again -> again.check().name().equals(watched.check().name()))
                .isPresent();
    }
}
