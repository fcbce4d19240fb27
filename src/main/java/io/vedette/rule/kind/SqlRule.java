package io.vedette.rule.kind;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Observation;
import io.vedette.probe.Rows;
import io.vedette.rule.Answers;
import io.vedette.rule.Condition;
import io.vedette.rule.Progress;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A query that runs is ok. With a {@code condition}, each line of it must hold: one that begins with a column's name ({@code n < 5})
 * for every row, of which there must be one; any other ({@code $.size() == 0}, {@code $[0].n < 5}, {@code jq:…}) for the array of all
 * rows. What does not hold is an error {@code condition}; more rows than are read are {@code too-large}.
 */
final class SqlRule implements Rule {

    /** The longest number that a database writes: PostgreSQL has 131,072 digits before the point, and 16,383 after it. */
    private static final int MOST_DIGITS = 150_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(MOST_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** What begins so is about the whole: a path from the root, a function of simple, a language. */
    private static final Pattern OF_ALL = Pattern.compile("\\$.*|.*\\$\\{.*|[a-z][a-z0-9-]*:.*", Pattern.DOTALL);

    private static final int LONGEST_STEP = 300;
    private static final int MOST_TOLD = 5;

    private final List<Line> lines;

    private record Line(String text, boolean ofAll, Condition condition) {

        String step() {
            return "condition \"" + Text.bounded(text, LONGEST_STEP) + '"';
        }

        Verdict judge(JsonNode rows) {
            if (ofAll) {
                return judge(rows, "");
            }
            if (rows.isEmpty()) {
                return Verdict.error(Reason.CONDITION, "there are no rows: " + step() + " not met");
            }
            Verdict verdict = Verdict.ok();
            int failing = 0;
            for (int i = 0; i < rows.size(); i++) {
                Verdict one = judge(rows.get(i), rows.size() == 1 ? "" : "row " + (i + 1) + ": ");
                failing += one.status().isProblem() ? 1 : 0;
                verdict = failing <= MOST_TOLD ? verdict.and(one) : verdict;
            }
            return failing <= MOST_TOLD
                    ? verdict
                    : verdict.saying(verdict.message() + "; and in " + (failing - MOST_TOLD) + " more rows");
        }

        private Verdict judge(JsonNode body, String where) {
            Condition.Result result = condition.test(body);
            String seen = result.seen().isEmpty() ? "" : result.seen() + ": ";
            return result.met() ? Verdict.ok() : Verdict.error(Reason.CONDITION, where + seen + step() + " not met");
        }
    }

    private SqlRule(List<Line> lines) {
        this.lines = lines;
    }

    /** Reads {@code condition}; what is wrong is noted in the parameters. */
    static SqlRule of(Parameters parameters, Condition.Language language) {
        List<Line> lines = new ArrayList<>();
        parameters.text("condition").stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    try {
                        lines.add(new Line(line, OF_ALL.matcher(line).matches(), language.compile(line)));
                    } catch (IllegalArgumentException e) {
                        parameters.problem("condition", e.getMessage());
                    }
                });
        return new SqlRule(lines);
    }

    @Override
    public boolean isBounded() {
        return lines.isEmpty();
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return judge(observation, now, Progress.UNSEEN);
    }

    @Override
    public Verdict judge(Observation observation, Instant now, Progress progress) {
        return Answers.received(observation.answer(), Rows.class).judge(rows -> judge(rows, progress));
    }

    private Verdict judge(Rows rows, Progress progress) {
        if (lines.isEmpty()) {
            return Verdict.ok();
        }
        if (rows.tooMany()) {
            return Verdict.error(
                    Reason.TOO_LARGE,
                    "the query gives more than 1000 rows, or more than 4 MiB; let it count, or limit it");
        }
        try {
            JsonNode all = JSON.readTree(rows.rows());
            Verdict verdict = Verdict.ok();
            for (Line line : lines) {
                progress.at(line.step());
                verdict = verdict.and(line.judge(all));
            }
            return verdict;
        } catch (IOException e) {
            return Verdict.error(Reason.MALFORMED_BODY, "the rows are no JSON: " + e.getMessage());
        }
    }
}
