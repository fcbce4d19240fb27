package io.vedette.rule.kind;

import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Observations for rule tests, all made at the same instant. */
public final class Answering {

    static final Instant NOW = Instant.parse("2018-06-28T12:00:00Z");

    private Answering() {}

    static Observation with(Answer answer) {
        return new Observation(NOW, Duration.ofMillis(20), answer);
    }

    static Observation with(String body) {
        return with(200, body);
    }

    static Observation with(int status, String body) {
        return with(http(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    public static Answer.Http http(int status, byte[] body) {
        return new Answer.Http(status, Map.of("content-type", "application/json"), body, false, 0);
    }

    static Answer.Http cutAtTheCap(int status, String body) {
        return new Answer.Http(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), true, 0);
    }

    static Observation trouble(Answer.Trouble.Kind kind, String message) {
        return with(new Answer.Trouble(kind, message));
    }

    /** What the task rule says of a body with status 200. */
    public static Verdict task(String body) {
        return task(body, NOW);
    }

    public static Verdict task(String body, Instant now) {
        return new TaskRule().judge(with(body), now);
    }
}
