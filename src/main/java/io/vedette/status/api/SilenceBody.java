package io.vedette.status.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.evaluate.MuteService;
import io.vedette.rule.Text;
import io.vedette.state.SilenceRule;
import io.vedette.status.http.Query;
import io.vedette.status.http.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a silence is asked for with: {@code {match:{checks,groups,tags}, for|until, reason, by}}; what it does not know is refused. */
record SilenceBody(
        List<String> checks,
        List<String> groups,
        List<String> tags,
        Instant from,
        Instant until,
        String reason,
        String by) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> FIELDS = Set.of("match", "for", "until", "reason", "by");
    private static final Set<String> MATCHES = Set.of("checks", "groups", "tags");
    private static final int MOST_NAMES = 200;
    private static final int LONGEST = 500;
    private static final Duration LONGEST_TIME = Duration.ofDays(3_653);

    static SilenceBody read(String body, Instant now) {
        JsonNode root = tree(body);
        known(root, "", FIELDS);
        JsonNode match = root.path("match");
        if (!match.isObject()) {
            throw new Refused(400, "match: is missing; write {\"checks\":[…]}, groups or tags");
        }
        known(match, "match.", MATCHES);
        return new SilenceBody(
                names(match, "checks"),
                names(match, "groups"),
                names(match, "tags"),
                now,
                until(text(root, "for"), text(root, "until"), now),
                Text.bounded(text(root, "reason"), MuteService.LONGEST_REASON),
                Text.bounded(text(root, "by"), MuteService.LONGEST_NAME));
    }

    SilenceRule rule(String who) {
        try {
            return new SilenceRule(UUID.randomUUID().toString(), checks, groups, tags, from, until, reason, who);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "match: " + e.getMessage());
        }
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new Refused(400, "the body is no JSON: " + Text.bounded(e.getOriginalMessage(), Text.NAME));
        }
        throw new Refused(400, "the body must be JSON such as {\"match\":{\"groups\":[\"web\"]},\"for\":\"2h\"}");
    }

    private static void known(JsonNode node, String above, Set<String> names) {
        for (Iterator<String> given = node.fieldNames(); given.hasNext(); ) {
            String name = given.next();
            if (!names.contains(name)) {
                throw new Refused(400, "no field \"" + above + Text.bounded(name, Text.NAME) + "\" is known here");
            }
        }
    }

    private static List<String> names(JsonNode match, String field) {
        JsonNode given = match.path(field);
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        if (!given.isArray() || given.size() > MOST_NAMES) {
            throw new Refused(400, "match." + field + ": must be a list of at most " + MOST_NAMES + " names");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode one : given) {
            if (!one.isTextual() || one.asText().isBlank() || one.asText().length() > LONGEST) {
                throw new Refused(
                        400, "match." + field + ": each must be a name of at most " + LONGEST + " characters");
            }
            names.add(one.asText());
        }
        return names;
    }

    private static String text(JsonNode root, String field) {
        JsonNode given = root.path(field);
        if (given.isMissingNode() || given.isNull()) {
            return "";
        }
        if (!given.isTextual()) {
            throw new Refused(400, field + ": must be a text");
        }
        return given.asText();
    }

    private static Instant until(String time, String end, Instant now) {
        if (time.isEmpty() == end.isEmpty()) {
            throw new Refused(400, "one of for (30m, 2h, 3d) and until (a time) must be given");
        }
        try {
            Duration length = end.isEmpty()
                    ? Query.duration("for", time)
                    : Duration.between(now, OffsetDateTime.parse(end).toInstant());
            if (length.compareTo(LONGEST_TIME) > 0) {
                throw new Refused(400, "a silence lasts ten years at most");
            }
            return now.plus(length);
        } catch (DateTimeException e) {
            throw Refused.parameter("until", end, "a time such as 2026-01-31T12:00:00Z");
        }
    }
}
