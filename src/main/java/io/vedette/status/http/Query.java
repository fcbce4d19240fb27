package io.vedette.status.http;

import io.vedette.config.values.Durations;
import io.vedette.rule.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The parameters of a request, read; what cannot be read is refused with its name and what was expected. */
public final class Query {

    /** So many entries make a page unless the caller says otherwise. */
    static final int LIMIT = 50;

    private static final int MOST = 500;

    private final Request request;

    public Query(Request request) {
        this.request = request;
    }

    public Optional<String> text(String name) {
        return Optional.of(request.parameter(name)).filter(text -> !text.isEmpty());
    }

    /** Whether it is there, be it empty. */
    public boolean isGiven(String name) {
        return request.parameterNames().contains(name);
    }

    /** Returns how many entries a page has. */
    public int limit() {
        return text("limit")
                .map(given -> {
                    if (!given.matches("\\d{1,3}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
                        throw Refused.parameter("limit", given, "a whole number from 1 to " + MOST);
                    }
                    return Integer.parseInt(given);
                })
                .orElse(LIMIT);
    }

    public Optional<Boolean> flag(String name) {
        return text(name).map(given -> word(name, "", List.of("true", "false")).equals("true"));
    }

    /** Returns one of a few words. */
    public String word(String name, String standard, List<String> words) {
        return text(name)
                .map(given -> {
                    if (!words.contains(given)) {
                        throw Refused.parameter(name, given, "one of " + String.join(", ", words));
                    }
                    return given;
                })
                .orElse(standard);
    }

    public Optional<Instant> time(String name) {
        return text(name).map(given -> {
            try {
                return OffsetDateTime.parse(given).toInstant();
            } catch (DateTimeException e) {
                throw Refused.parameter(name, given, "a time such as 2026-01-31T12:00:00Z");
            }
        });
    }

    public Duration duration(String name) {
        String given = text(name).orElseThrow(() -> new Refused(400, name + ": is missing; write 30m, 2h or 3d"));
        return duration(name, given);
    }

    /** Returns a length of time that is not nothing. */
    public static Duration duration(String name, String given) {
        try {
            return Durations.parsePositive(given);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, name + ": " + Text.bounded(e.getMessage(), Text.NAME));
        }
    }
}
