package io.vedette.selfhealth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which clients the HTTP servers had no room for: counted, and a part of Vedette's own health until a minute after the last time. Checks are
 * asked and alerts told meanwhile, so that it limits what Vedette does and is no reason to take it out of service: whoever floods it
 * from outside must not be able to do that. Safe for several threads.
 */
public final class CrowdedClients {

    /** What this part of Vedette's own health is called. */
    public static final String NAME = "vedette-clients";

    /** So long it counts as going on. */
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

    /** Counts a connection that waited and was closed for a new one. */
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
