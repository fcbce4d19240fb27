package io.vedette.status;

import io.vedette.rule.Verdict;
import io.vedette.state.Health;
import io.vedette.state.Mute;
import io.vedette.watch.Mutes;
import io.vedette.watch.Watched;
import io.vedette.watch.Watchlist;
import java.time.Instant;
import java.util.Optional;

/** Tells why a check's problems are not told at the moment. */
@FunctionalInterface
public interface MuteView {

    /** What mutes a check now, if anything does. */
    Optional<Muted> of(Watched watched);

    /** Whether a check changes so often that its changes are not told one by one. */
    default boolean isFlapping(Watched watched) {
        return false;
    }

    /**
     * What mutes a check.
     *
     * @param kind what it is
     * @param until when it ends; empty when nobody knows
     * @param reason what a person reads of why; empty when nothing is to be said
     */
    record Muted(Mute kind, Optional<Instant> until, String reason) {}

    /** What the mutes of a running service say. */
    static MuteView by(Mutes mutes) {
        return new MuteView() {
            @Override
            public Optional<Muted> of(Watched watched) {
                io.vedette.watch.Muted muted = mutes.of(watched);
                return muted.mute() == Mute.NONE
                        ? Optional.empty()
                        : Optional.of(new Muted(muted.mute(), muted.until(), muted.reason()));
            }

            @Override
            public boolean isFlapping(Watched watched) {
                return mutes.isFlapping(watched);
            }
        };
    }

    /** What can be told from the states of the checks alone: sleep, pause, a failing dependency. */
    static MuteView byState(Watchlist watchlist) {
        return watched -> switch (watched.record().state().health()) {
            case SLEEPING ->
                Optional.of(new Muted(
                        Mute.SLEEPING,
                        CheckView.shown(watched)
                                .flatMap(verdict -> verdict.details().sleep())
                                .map(Verdict.Sleep::end),
                        ""));
            case PAUSED -> Optional.of(new Muted(Mute.PAUSED, Optional.empty(), ""));
            default ->
                watched.check()
                        .dependsOn()
                        .flatMap(watchlist::find)
                        .filter(other -> other.record().state().health() == Health.ERROR)
                        .map(other -> new Muted(
                                Mute.DEPENDENCY, Optional.empty(), other.check().name()));
        };
    }
}
