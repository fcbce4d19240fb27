package io.vedette.selfhealth;

import io.vedette.process.Loggers;
import io.vedette.process.OwnTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * Counts checks and targets that were not reached because of a fault of Vedette's own process or machine. Logged at most once a
 * minute, and a part of Vedette's own health until a minute after the last time. Safe for several threads.
 */
public final class OwnTroubles {

    /** The name of this part of Vedette's own health. */
    public static final String NAME = "vedette-process";

    private static final Logger LOG = Loggers.HEALTH;

    /** How long it counts as current: most checks are asked once a minute or more often. */
    static final Duration RECENT = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<OwnTrouble.Kind, LongAdder> counts = new EnumMap<>(OwnTrouble.Kind.class);
    private OwnTrouble latest;
    private Instant since;
    private Instant last;
    private Instant logged = Instant.MIN;
    private long times;

    public OwnTroubles(Clock clock) {
        this.clock = clock;
        for (OwnTrouble.Kind kind : OwnTrouble.Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** @param what the consequence: {@code check shop is not asked} */
    public synchronized void note(OwnTrouble trouble, String what) {
        counts.get(trouble.kind()).increment();
        Instant now = clock.instant();
        if (!isRecent(now)) {
            since = now;
            times = 0;
        }
        latest = trouble;
        last = now;
        times++;
        // The clock may have been set back since.
        if (logged.isAfter(now) || !now.isBefore(logged.plus(RECENT))) {
            logged = now;
            LOG.error(
                    "{}: {}{}",
                    what,
                    trouble.message(),
                    times > 1 ? " (" + times + " times since " + since.truncatedTo(ChronoUnit.SECONDS) + ")" : "");
        }
    }

    private boolean isRecent(Instant now) {
        return last != null && !now.isBefore(last) && now.isBefore(last.plus(RECENT));
    }

    /** Returns how often a kind of trouble occurred since the start. */
    public long count(OwnTrouble.Kind kind) {
        return counts.get(kind).sum();
    }

    /** Returns the part of Vedette's own health. */
    public synchronized SelfHealth.Part look() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("notAsked", counts.values().stream().mapToLong(LongAdder::sum).sum());
        if (!isRecent(clock.instant())) {
            return SelfHealth.Part.up(NAME, data);
        }
        return SelfHealth.Part.down(
                NAME,
                latest.message() + "; " + (times == 1 ? "once" : times + " times") + " since "
                        + since.truncatedTo(ChronoUnit.SECONDS)
                        + " a check or target was not reached because of it",
                data);
    }
}
