package io.vedette.watch;

import io.vedette.rule.Text;
import io.vedette.state.Silence;
import io.vedette.state.Transition;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What operators mute, by the check's name, and which mute is on. All of it lasts over a restart. A name that no check has
 * gives an empty answer. Safe for several threads.
 */
public final class Mutes {

    /** The longest reason of a silence that is kept. */
    public static final int LONGEST_REASON = 500;

    private final Watchkeeper keeper;
    private final Watchlist watchlist;
    private final Clock clock;

    public Mutes(Watchkeeper keeper, Watchlist watchlist, Clock clock) {
        this.keeper = keeper;
        this.watchlist = watchlist;
        this.clock = clock;
    }

    /** Stops a check: verdicts are shown and change nothing, nothing is told until it is resumed. */
    public Optional<Transition> pause(String check) {
        return of(check, keeper::pause);
    }

    /** Lets a paused check go on; its state is found out anew. */
    public Optional<Transition> resume(String check) {
        return of(check, keeper::resume);
    }

    /**
     * Tells no problem of a check for a time; checking goes on, and recoveries of what was told are told. Another silence
     * takes its place.
     *
     * @param until when it ends; then what is true is compared with what was told
     * @param reason why, for others to read; one line of at most {@value #LONGEST_REASON} characters is kept
     * @throws IllegalArgumentException when the end is not in the future
     */
    public Optional<Transition> silence(String check, Instant until, String reason) {
        if (!until.isAfter(clock.instant())) {
            throw new IllegalArgumentException("a silence must end in the future, not at " + until);
        }
        Silence silence = new Silence(until, Text.bounded(reason, LONGEST_REASON));
        return of(check, watched -> keeper.silence(watched, Optional.of(silence)));
    }

    /** Ends a silence; what is true is told at once. */
    public Optional<Transition> unsilence(String check) {
        return of(check, watched -> keeper.silence(watched, Optional.empty()));
    }

    /** Which mute is on for a check, until when and why. */
    public Muted of(Watched watched) {
        return keeper.muted(watched);
    }

    /** Whether a check changes its state so often that its changes are not told one by one. */
    public boolean isFlapping(Watched watched) {
        return watched.record().state().flapping().on();
    }

    private Optional<Transition> of(String check, Function<Watched, Transition> order) {
        return watchlist.find(check).map(order);
    }
}
