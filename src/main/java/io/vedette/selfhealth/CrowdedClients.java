package io.vedette.selfhealth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts clients for which the HTTP servers had no room; a part of Vedette's own health until a minute after the last time. Checks run and
 * alerts are sent meanwhile, so it only limits Vedette and is no reason to take it out of service: somebody who floods it from outside
 * must not be able to cause that. Safe for several threads.
 */
public final class CrowdedClients {

    /** The name of this part of Vedette's own health. */
    public static final String NAME = "vedette-clients";

    /** How long it counts as current. */
    static final Duration RECENT = Duration.ofMinutes(1);

    private final Clock clock;
    private long crowdedOut;
    private long refused;
    private Instant since;
    private Instant last;
    private long closedSince;
    private long refusedSince;

    public CrowdedClients(Clock clock) {
        this.clock = clock;
    }

    /** Counts an idle connection that was closed for a new one. */
    public synchronized void crowdedOut() {
        note();
        crowdedOut++;
        closedSince++;
    }

    /** Counts a new connection that was refused. */
    public synchronized void refused() {
        note();
        refused++;
        refusedSince++;
    }

    private void note() {
        Instant now = clock.instant();
        if (!isRecent(now)) {
            since = now;
            closedSince = 0;
            refusedSince = 0;
        }
        last = now;
    }

    private boolean isRecent(Instant now) {
        return last != null && !now.isBefore(last) && now.isBefore(last.plus(RECENT));
    }

    /** Returns the part of Vedette's own health. */
    public synchronized SelfHealth.Part look() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("crowdedOut", crowdedOut);
        data.put("refused", refused);
        if (!isRecent(clock.instant())) {
            return SelfHealth.Part.up(NAME, data);
        }
        return SelfHealth.Part.limited(
                NAME,
                "the status server has no room for more clients: since " + since.truncatedTo(ChronoUnit.SECONDS) + " "
                        + closedSince + " idle connections were closed for new ones, " + refusedSince
                        + " were refused; the log shows its limits and how many connections one client holds",
                data);
    }
}
