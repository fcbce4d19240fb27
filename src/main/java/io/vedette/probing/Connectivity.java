package io.vedette.probing;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.process.Loggers;
import io.vedette.process.OwnTrouble;
import io.vedette.state.ClockStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Whether this machine itself is connected, by a probe of something that is always there: when it gives no answer at all,
 * what checks see says nothing of what they watch. It is asked every interval, and at once when a check that was well finds
 * nobody; that check's problem waits for the answer. No answer counts when it is missing twice in a row. Safe for several threads.
 */
public final class Connectivity {

    private static final Logger LOG = Loggers.CHECK;

    /** What the doubt of a check is while there is none. */
    public static final long NO_DOUBT = 0;

    private final Optional<Guard> guard;
    private final Clock clock;
    private final Consumer<String> announcements;

    /** Guarded by this: the number of the probe under way, or of the last one. */
    private long asked = NO_DOUBT;

    private boolean underWay;
    private boolean secondTry;
    private Instant due = Instant.MIN;
    private volatile long answered = NO_DOUBT;
    private volatile Instant offlineSince;
    private volatile Instant backSince;

    /**
     * How it is looked for.
     *
     * @param probe any answer of it is a connection, be it status 500
     * @param interval the time between two probes
     * @param timeout the longest time of one
     */
    public record Guard(Probe probe, ProbeRunner runner, Duration interval, Duration timeout) {}

    /** @param announcements takes the message about a time without connection, when it is over */
    public Connectivity(Optional<Guard> guard, Clock clock, Consumer<String> announcements) {
        this.guard = guard;
        this.clock = clock;
        this.announcements = announcements;
    }

    /** Returns one that nobody looks at: it counts as connected always. */
    public static Connectivity unguarded(Clock clock) {
        return new Connectivity(Optional.empty(), clock, text -> {});
    }

    /** Returns since when there has been no connection; empty while there is one. */
    public Optional<Instant> offlineSince() {
        return Optional.ofNullable(offlineSince);
    }

    /** Returns when the connection was last found again; empty when it was never lost. */
    public Optional<Instant> backSince() {
        return Optional.ofNullable(backSince);
    }

    /** Moves what is known along with a clock that was set: the next look comes when it was to, and what was found was found as long ago. */
    public synchronized void clockWasSet(ClockStep step) {
        due = due.equals(Instant.MIN) ? due : step.future(due);
        offlineSince = offlineSince == null ? null : step.past(offlineSince);
        backSince = backSince == null ? null : step.past(backSince);
    }

    /** Asks when it is time to; called again and again by the clockwork. */
    public synchronized void look() {
        if (guard.isPresent() && !underWay && !clock.instant().isBefore(due)) {
            ask();
        }
    }

    /** Asks at once, for a check that found nobody; the answer settles the doubt with this number. */
    public synchronized long doubt() {
        if (guard.isEmpty()) {
            return NO_DOUBT;
        }
        if (!underWay) {
            ask();
        }
        return asked;
    }

    /** Returns whether a doubt still waits for its answer. */
    public boolean isOpen(long doubt) {
        return doubt > answered;
    }

    private void ask() {
        asked++;
        underWay = true;
        due = clock.instant().plus(guard.orElseThrow().interval());
        Guard how = guard.orElseThrow();
        how.runner().run(how.probe(), how.timeout(), this::take);
    }

    private synchronized void take(Observation observation) {
        if (observation.answer() instanceof Answer.NotAsked ours && !isOffline(ours.trouble())) {
            underWay = false;
            answered = asked;
            return; // Nothing was found out: it stays as it was.
        }
        Instant now = clock.instant();
        boolean connected = !isSilence(observation.answer());
        boolean tryAgain = !connected && offlineSince == null && !secondTry;
        secondTry = tryAgain;
        if (tryAgain) {
            ask(); // One lost packet is no lost connection.
            return;
        }
        if (!connected && offlineSince == null) {
            offlineSince = now;
            LOG.error(
                    "no connection: {} does not answer ({}); problems are held back until it does",
                    guard.orElseThrow().probe().address(),
                    words(observation.answer()));
        } else if (connected && offlineSince != null) {
            String text = "Vedette had no connection from " + offlineSince.truncatedTo(ChronoUnit.SECONDS) + " to "
                    + now.truncatedTo(ChronoUnit.SECONDS)
                    + "; results from that time are not reported, every check that failed runs again.";
            backSince = now;
            offlineSince = null;
            LOG.warn(text);
            announcements.accept(text);
        }
        underWay = false;
        answered = asked;
    }

    /** Whoever answers in a wrong protocol or with a bad certificate is there. */
    private static boolean isSilence(Answer answer) {
        return answer instanceof Answer.NotAsked
                || answer instanceof Trouble trouble
                        && (trouble.kind() == Trouble.Kind.UNREACHABLE || trouble.kind() == Trouble.Kind.TIMEOUT);
    }

    /** Whether what we lack is the connection itself. */
    private static boolean isOffline(OwnTrouble trouble) {
        return trouble.kind() == OwnTrouble.Kind.NETWORK || trouble.kind() == OwnTrouble.Kind.RESOLVER;
    }

    private static String words(Answer answer) {
        return answer instanceof Answer.NotAsked ours ? ours.trouble().message() : ((Trouble) answer).message();
    }
}
