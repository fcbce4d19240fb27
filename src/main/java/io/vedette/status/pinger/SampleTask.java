package io.vedette.status.pinger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.status.http.ApiJson;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;

/**
 * A task endpoint of Vedette's own that a newcomer can watch: it runs for 25 seconds, fails for 20, and recovers, so that
 * check, problem and recovery are seen within a minute.
 */
public final class SampleTask {

    private static final long CYCLE_SECONDS = 45;
    private static final long GOOD_SECONDS = 25;

    private final Clock clock;
    private final BooleanSupplier offered;
    private final Instant started;

    public SampleTask(Clock clock, BooleanSupplier offered) {
        this.clock = clock;
        this.offered = offered;
        this.started = clock.instant();
    }

    public Response answer(Request request) {
        return offered.getAsBoolean()
                ? Response.json(200, ApiJson.write(task(clock.instant())))
                : ErrorResponses.error(404, "the sample task is off; see vedette.sample");
    }

    /** Returns the task's answer, by the time since Vedette started. */
    private ObjectNode task(Instant now) {
        boolean good = Math.floorMod(ChronoUnit.SECONDS.between(started, now), CYCLE_SECONDS) < GOOD_SECONDS;
        ObjectNode task = ApiJson.object().put("status", good ? "ok" : "error");
        if (!good) {
            task.put("reason", "the sample task fails for a while");
        }
        return task.put("lastrun", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("frequency", 1)
                .put("process", "Sample task")
                .put("server", "Vedette");
    }
}
