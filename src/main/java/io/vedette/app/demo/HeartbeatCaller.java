package io.vedette.app.demo;

import io.vedette.check.CheckYaml;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.http.HttpProbe;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.process.Loggers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/** A job that calls Vedette after each of its runs, while it is healthy. */
final class HeartbeatCaller implements AutoCloseable {

    private static final Logger LOG = Loggers.DEMO;

    private static final String NAME = "cron-cleanup";
    private static final int EVERY_SECONDS = 5;

    private final Moods moods;
    private final HttpTransport transport = new HttpTransport();
    private final HttpProbe call;

    /** @param status where Vedette answers */
    HeartbeatCaller(URI status, long seed) {
        moods = Moods.of(seed, NAME, 1);
        call = new HttpProbe(
                transport,
                new HttpRequest(
                        "POST",
                        status.resolve(HeartbeatProbe.path(NAME)),
                        Map.of(),
                        Optional.of(""),
                        "text/plain",
                        Duration.ofSeconds(2),
                        1_024,
                        false,
                        false),
                Optional.empty());
    }

    CheckYaml check() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("period", "10s");
        parameters.put("grace", "5s");
        parameters.put("group", "tasks");
        return new CheckYaml(NAME, "heartbeat", parameters);
    }

    Moods moods() {
        return moods;
    }

    /** Calls when a run is due and the job is healthy. */
    void follow(Instant now) {
        if (now.getEpochSecond() % EVERY_SECONDS != 0 || !moods.isWell(now)) {
            return;
        }
        Answer answer = call.ask(Attempt.unlimited());
        if (!(answer instanceof Answer.Http http && http.isSuccess())) {
            LOG.debug("demo: the heartbeat was not accepted: {}", answer);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
