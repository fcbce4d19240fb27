package io.vedette.rule.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rows of tables for rules about HTTP answers: what comes in, what is to come out. */
public final class HealthTable {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private HealthTable() {}

    /**
     * One row.
     *
     * @param name the case
     * @param http what came in
     * @param status the verdict's status
     * @param reason the verdict's reason; empty text when ok
     * @param failing the failing components with their word: {@code db DOWN}
     */
    record Row(String name, Answer.Http http, Status status, String reason, List<String> failing) {

        void holdsFor(Rule rule) {
            Verdict verdict = rule.judge(seen(http), NOW);

            assertThat(verdict.status()).as(verdict.toString()).isEqualTo(status);
            assertThat(verdict.reasonCode()).as(verdict.toString()).isEqualTo(reason);
            assertThat(words(verdict)).containsExactlyElementsOf(failing);
            verdict.failures().stream()
                    .limit(3)
                    .forEach(failure -> assertThat(verdict.message()).contains(failure.component()));
        }

        /** The same answer with a media type. */
        Row as(String mediaType) {
            return new Row(
                    name,
                    new Answer.Http(http.status(), Map.of("content-type", mediaType), http.body(), false, 0),
                    status,
                    reason,
                    failing);
        }

        /** The same answer with one header, its name in lower case. */
        Row with(String header, String value) {
            return new Row(
                    name,
                    new Answer.Http(http.status(), Map.of(header, value), http.body(), false, 0),
                    status,
                    reason,
                    failing);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Single quotes stand for double ones in a row's body. */
    static Row ok(String name, int code, String body) {
        return new Row(name, http(code, json(body)), Status.OK, "", List.of());
    }

    static Row degraded(String name, int code, String body, Reason reason, String... failing) {
        return new Row(name, http(code, json(body)), Status.DEGRADED, reason.code(), List.of(failing));
    }

    static Row error(String name, int code, String body, Reason reason, String... failing) {
        return new Row(name, http(code, json(body)), Status.ERROR, reason.code(), List.of(failing));
    }

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    static Answer.Http http(int code, String body) {
        return new Answer.Http(code, Map.of(), body.getBytes(StandardCharsets.UTF_8), false, 0);
    }

    public static Observation seen(Answer answer) {
        return new Observation(NOW, Duration.ofMillis(20), answer);
    }

    static Verdict judge(Rule rule, int code, String body) {
        return rule.judge(seen(http(code, json(body))), NOW);
    }

    /** The verdict on a body as it is. */
    static Verdict judgeSample(Rule rule, int code, String file) {
        return rule.judge(seen(http(code, sample(file))), NOW);
    }

    /** The failing components with their word. */
    static List<String> words(Verdict verdict) {
        return verdict.failures().stream()
                .map(failure -> failure.component() + " " + failure.status())
                .toList();
    }

    /** A sample body from {@code src/test/resources/health}. */
    static String sample(String file) {
        try (InputStream in = HealthTable.class.getResourceAsStream("/health/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
