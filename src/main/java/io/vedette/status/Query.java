package io.vedette.status;

import io.vedette.config.values.Durations;
import io.vedette.rule.Text;
import io.vedette.state.Health;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of a request, read; what cannot be read is refused with its name and what was expected. */
final class Query {

    /** So many entries make a page unless the caller says otherwise. */
    static final int LIMIT = 50;

    private static final int MOST = 500;
    private static final String STATES =
            Arrays.stream(Health.values()).map(Health::code).collect(Collectors.joining(", "));

    private final Request request;

    Query(Request request) {
        this.request = request;
    }

    Optional<String> text(String name) {
        return Optional.of(request.parameter(name)).filter(text -> !text.isEmpty());
    }

    /** Whether it is there, be it empty. */
    boolean isGiven(String name) {
        return request.parameterNames().contains(name);
    }

    /** Returns how many entries a page has. */
    int limit() {
        return text("limit")
                .map(given -> {
                    if (!given.matches("\\d{1,3}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
                        throw Refused.parameter("limit", given, "a whole number from 1 to " + MOST);
                    }
                    return Integer.parseInt(given);
                })
                .orElse(LIMIT);
    }

    /** Returns the states of a comma list; all of them when none is given. */
    Set<Health> states(String name) {
        Set<Health> states = EnumSet.noneOf(Health.class);
        text(name).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(word -> states.add(Arrays.stream(Health.values())
                        .filter(health -> health.code().equals(word.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> Refused.parameter(name, word, "one of " + STATES))));
        return states.isEmpty() ? EnumSet.allOf(Health.class) : states;
    }

    Optional<Boolean> flag(String name) {
        return text(name).map(given -> word(name, "", List.of("true", "false")).equals("true"));
    }

    /** Returns one of a few words. */
    String word(String name, String standard, List<String> words) {
        return text(name)
                .map(given -> {
                    if (!words.contains(given)) {
                        throw Refused.parameter(name, given, "one of " + String.join(", ", words));
                    }
                    return given;
                })
                .orElse(standard);
    }

    Optional<Instant> time(String name) {
        return text(name).map(given -> {
            try {
                return OffsetDateTime.parse(given).toInstant();
            } catch (DateTimeException e) {
                throw Refused.parameter(name, given, "a time such as 2026-01-31T12:00:00Z");
            }
        });
    }

    Duration duration(String name) {
        String given = text(name).orElseThrow(() -> new Refused(400, name + ": is missing; write 30m, 2h or 3d"));
        try {
            return Durations.parsePositive(given);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, name + ": " + Text.bounded(e.getMessage(), Text.NAME));
        }
    }

    Optional<Cursor> cursor(int parts) {
        return text("cursor")
                .map(given -> Cursor.read(given)
                        .filter(cursor -> cursor.parts().size() == parts)
                        .orElseThrow(() -> Refused.parameter("cursor", given, "the \"next\" of a page of this list")));
    }
}
