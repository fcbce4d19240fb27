package io.vedette.spring.boot;

import io.vedette.CheckStatus;
import io.vedette.Vedette;
import io.vedette.config.values.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

/** Shows the checks at {@code /actuator/vedette}, and lets an operator act on one. */
@Endpoint(id = "vedette")
public class VedetteEndpoint {

    private final Vedette vedette;

    public VedetteEndpoint(Vedette vedette) {
        this.vedette = vedette;
    }

    /**
     * A check as it is shown.
     *
     * @param status pending, ok, degraded, error, sleeping or paused
     * @param reason the code of why it is not ok, or empty
     * @param message one line for a person, or empty
     * @param muted whether no problem of it is told now
     */
    public record Shown(String name, String status, Instant since, String reason, String message, boolean muted) {

        private static Shown of(CheckStatus check) {
            return new Shown(
                    check.name(), check.status().code(), check.since(), check.reason(), check.message(), check.muted());
        }
    }

    /** Returns all checks, in the order of their names. */
    @ReadOperation
    public Map<String, List<Shown>> checks() {
        return Map.of("checks", vedette.checks().stream().map(Shown::of).toList());
    }

    /** Returns one check; null, which is told as not found, where none has that name. */
    @ReadOperation
    @Nullable
    public Shown check(@Selector String check) {
        return vedette.check(check).map(Shown::of).orElse(null);
    }

    /**
     * Does something with a check, and returns it as it is then; what cannot be done is refused with the reason.
     *
     * @param action {@code run}, {@code pause}, {@code resume}, {@code silence} or {@code unsilence}
     * @param time how long a pause or a silence lasts, such as {@code 2h}; a pause without one lasts until it is resumed
     * @param reason why, for others to read
     * @param by who does it, for others to read
     */
    @WriteOperation
    public Shown act(
            @Selector String check,
            @Nullable String action,
            @Nullable String time,
            @Nullable String reason,
            @Nullable String by) {
        String why = reason == null ? "" : reason;
        String who = by == null ? "" : by;
        try {
            switch (action == null ? "" : action) {
                case "run" -> vedette.run(check);
                case "pause" -> {
                    if (time == null) {
                        vedette.pause(check, why, who);
                    } else {
                        vedette.pause(check, duration(time), why, who);
                    }
                }
                case "resume" -> vedette.resume(check);
                case "silence" -> vedette.silence(check, duration(time), why, who);
                case "unsilence" -> vedette.unsilence(check);
                default ->
                    throw new IllegalArgumentException(
                            (action == null ? "action is missing" : "\"" + action + "\" is no action")
                                    + ": write run, pause, resume, silence or unsilence");
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException(e.getMessage(), e.getMessage());
        }
        return vedette.check(check).map(Shown::of).orElse(null);
    }

    private static Duration duration(@Nullable String time) {
        if (time == null) {
            throw new IllegalArgumentException("time is missing: a silence needs one, such as 2h");
        }
        try {
            return Durations.parsePositive(time);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("time: " + e.getMessage(), e);
        }
    }
}
