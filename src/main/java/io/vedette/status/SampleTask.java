package io.vedette.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A task endpoint of Vedette's own that a newcomer can watch: it runs for 25 seconds, fails for 20, and recovers, so that
 * check, problem and recovery are seen within a minute.
 */
final class SampleTask {

    private static final long CYCLE_SECONDS = 45;
    private static final long GOOD_SECONDS = 25;

    private SampleTask() {}

    /** The task's answer, by the time since Vedette started. */
    static String answer(Instant started, Instant now) {
        long phase = Math.floorMod(ChronoUnit.SECONDS.between(started, now), CYCLE_SECONDS);
        boolean good = phase < GOOD_SECONDS;
        return "{\"status\":\"" + (good ? "ok" : "error") + "\""
                + (good ? "" : ",\"reason\":\"the sample task fails for a while\"")
                + ",\"lastrun\":\"" + now.truncatedTo(ChronoUnit.SECONDS) + "\""
                + ",\"frequency\":1,\"process\":\"Sample task\",\"server\":\"Vedette\"}";
    }
}
