package io.vedette.rule.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.Condition;
import io.vedette.rule.JsonBody;
import io.vedette.rule.JsonText;
import io.vedette.rule.JsonValues;
import io.vedette.rule.Parsed;
import io.vedette.rule.Progress;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.StatusWords;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import io.vedette.rule.Verdict.Details;
import io.vedette.rule.Verdict.Sleep;
import io.vedette.rule.health.JsonComponents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges any JSON body by JSONPaths. The first of these that holds decides:
 *
 * <ol>
 *   <li>no answer, status, text: as {@link HttpRule} judges them, with the failing components of the body beside it;
 *       {@code too-large}; {@code malformed-body};
 *   <li>{@code sleepPath} holds a window that is on: {@code sleeping} (see {@link SleepWindows});
 *   <li>{@code lastRunPath}: {@code missing-lastrun}, {@code bad-lastrun}, {@code bad-frequency}, {@code stale}, {@code
 *       future} (see {@link Freshness});
 *   <li>{@code statusPath}: {@code status}; each value must be an ok word, and a missing one is an error;
 *   <li>{@code componentsPath}: {@code component};
 *   <li>{@code condition}: {@code condition}, for each that is not met;
 *   <li>{@code maxResponseTime}: {@code slow}.
 * </ol>
 *
 * <p>From the third on all are judged: the worst decides, the first of equals, and the message tells every one.
 *
 * <p>Parameters: those of {@link HttpRule}; {@code statusPath}, {@code okValues} and {@code degradedValues} (comma lists;
 * without them the words of all health dialects); {@code reasonPath}, whose text is added to a message; {@code
 * lastRunPath}, {@code frequencyPath} (minutes) and {@code maxAge} (when the body tells no frequency; 10 minutes without
 * both); {@code sleepPath}; {@code componentsPath}, an object of components by name or an array of components that name
 * themselves; {@code condition}, one predicate a line.
 */
final class JsonRule implements Rule {

    private static final int LONGEST_REASON = 500;
    /** Enough of an expression to recognise it. */
    private static final int LONGEST_STEP = 300;

    private final HttpRule http;
    private final Optional<JsonStatus> status;
    private final Optional<JsonLastRun> lastRun;
    private final Optional<JsonValues> reason;
    private final Optional<JsonValues> sleep;
    private final Optional<JsonComponents> components;
    private final List<NamedCondition> conditions;

    private record NamedCondition(String text, Condition condition) {

        String step() {
            return "condition \"" + Text.bounded(text, LONGEST_STEP) + '"';
        }

        Verdict judge(JsonNode body) {
            Condition.Result result = condition.test(body);
            String seen = result.seen().isEmpty() ? "" : result.seen() + ": ";
            return result.met()
                    ? Verdict.ok()
                    : Verdict.error(Reason.CONDITION, seen + "condition \"" + text + "\" not met");
        }
    }

    private JsonRule(Parameters parameters, Condition.Language language) {
        http = HttpRule.of(parameters);
        StatusWords words = StatusWords.read(parameters);
        status = JsonValues.read(parameters, "statusPath").map(path -> new JsonStatus(path, words));
        lastRun = JsonLastRun.read(parameters);
        reason = JsonValues.read(parameters, "reasonPath");
        sleep = JsonValues.read(parameters, "sleepPath");
        components = JsonValues.read(parameters, "componentsPath").map(path -> new JsonComponents(path, words));
        conditions = parameters.text("condition").stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .flatMap(line -> compile(line, language, parameters).stream())
                .toList();
        boolean wordsAreFor = parameters
                .text("statusPath")
                .or(() -> parameters.text("componentsPath"))
                .isPresent();
        for (String name : List.of("okValues", "degradedValues")) {
            if (parameters.text(name).isPresent() && !wordsAreFor) {
                parameters.problem(name, "needs statusPath: where the status is");
            }
        }
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static JsonRule of(Parameters parameters, Condition.Language language) {
        return new JsonRule(parameters, language);
    }

    private static Optional<NamedCondition> compile(String text, Condition.Language language, Parameters parameters) {
        try {
            return Optional.of(new NamedCondition(text, language.compile(text)));
        } catch (IllegalArgumentException e) {
            parameters.problem("condition", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public boolean isBounded() {
        boolean searches = Stream.of(
                        status.map(JsonStatus::path),
                        lastRun.map(JsonLastRun::path),
                        lastRun.flatMap(JsonLastRun::frequency),
                        reason,
                        sleep,
                        components.map(JsonComponents::path))
                .flatMap(Optional::stream)
                .anyMatch(JsonValues::searches);
        return http.isBounded() && conditions.isEmpty() && !searches;
    }

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return judge(observation, now, Progress.UNSEEN);
    }

    @Override
    public Verdict judge(Observation observation, Instant now, Progress progress) {
        Verdict line = http.line(observation, now);
        if (!(observation.answer() instanceof Answer.Http response)) {
            return line;
        }
        Parsed<JsonNode> body = Answers.whole(response).then(JsonBody::value);
        if (line.status() == Status.ERROR) {
            // A failing server may still say what is wrong.
            Verdict judged = body.found()
                    .map(json -> explained(line.and(failing(json, progress)), json, progress))
                    .orElse(line);
            boolean says =
                    !judged.message().equals(line.message()) || !line.reason().equals(Optional.of(Reason.HTTP_STATUS));
            return says ? judged : HttpRule.telling(line, response);
        }
        return body.judge(json -> judge(json, line, now, progress));
    }

    /** The failing components of a failing server; a body without any may be a report of its error alone. */
    private Verdict failing(JsonNode body, Progress progress) {
        components.ifPresent(there -> progress.at(step("componentsPath", there.path())));
        return components
                .filter(there -> there.path().in(body).isContainerNode())
                .map(there -> there.judge(body))
                .orElseGet(Verdict::ok);
    }

    private static String step(String parameter, JsonValues path) {
        return parameter + " \"" + Text.bounded(path.toString(), LONGEST_STEP) + '"';
    }

    private Verdict judge(JsonNode body, Verdict line, Instant now, Progress progress) {
        sleep.ifPresent(path -> progress.at(step("sleepPath", path)));
        JsonNode entries = sleep.map(path -> path.in(body)).orElse(MissingNode.getInstance());
        SleepWindows windows =
                SleepWindows.read(entries, sleep.map(JsonValues::toString).orElse("sleep"));
        Optional<Sleep> on = windows.at(now);
        Details details = new Details("", "", on, windows.warnings());
        if (on.isPresent()) {
            return Verdict.of(
                            Status.SLEEPING,
                            Reason.SLEEPING,
                            "asleep until " + on.get().end())
                    .with(details);
        }
        lastRun.ifPresent(rule -> progress.at(step("lastRunPath", rule.path())));
        Verdict verdict = lastRun.map(rule -> rule.judge(body, windows, now)).orElseGet(Verdict::ok);
        if (status.isPresent()) {
            progress.at(step("statusPath", status.get().path()));
            verdict = verdict.and(status.get().judge(body));
        }
        if (components.isPresent()) {
            progress.at(step("componentsPath", components.get().path()));
            verdict = verdict.and(components.get().judge(body));
        }
        for (NamedCondition condition : conditions) {
            progress.at(condition.step());
            verdict = verdict.and(condition.judge(body));
        }
        return explained(verdict.and(line), body, progress).with(details);
    }

    private Verdict explained(Verdict verdict, JsonNode body, Progress progress) {
        reason.ifPresent(path -> progress.at(step("reasonPath", path)));
        String text = reason.map(path -> JsonText.plain(path.in(body))).orElse("");
        if (text.isEmpty() || !verdict.status().isProblem()) {
            return verdict;
        }
        String message = verdict.message() + ": " + Text.bounded(text, LONGEST_REASON);
        return new Verdict(verdict.status(), verdict.reason(), message, verdict.failures(), verdict.details());
    }

    /** Each value at a path must be an ok word. */
    private record JsonStatus(JsonValues path, StatusWords words) {

        Verdict judge(JsonNode body) {
            List<JsonNode> values = path.all(body);
            Verdict verdict = Verdict.ok();
            for (int i = 0; i < values.size(); i++) {
                String name = values.size() == 1 ? path.toString() : path + " #" + (i + 1);
                verdict = verdict.and(words.judge(values.get(i), name));
            }
            return verdict;
        }
    }

    /** When it ran last, and how often it should. */
    private record JsonLastRun(JsonValues path, Optional<JsonValues> frequency, Optional<Duration> maxAge) {

        static Optional<JsonLastRun> read(Parameters parameters) {
            Optional<JsonValues> path = JsonValues.read(parameters, "lastRunPath");
            Optional<JsonValues> frequency = JsonValues.read(parameters, "frequencyPath");
            Optional<Duration> maxAge =
                    parameters.text("maxAge").map(text -> parameters.positiveDuration("maxAge", Duration.ZERO));
            for (String name : List.of("frequencyPath", "maxAge")) {
                if (parameters.text(name).isPresent()
                        && parameters.text("lastRunPath").isEmpty()) {
                    parameters.problem(name, "needs lastRunPath: where the date of the last run is");
                }
            }
            return path.map(place -> new JsonLastRun(place, frequency, maxAge));
        }

        Verdict judge(JsonNode body, SleepWindows windows, Instant now) {
            Verdict verdict = Verdict.ok();
            for (JsonNode value : path.all(body)) {
                verdict = verdict.and(Freshness.lastRun(value, path.toString())
                        .judge(run -> margin(body).judge(margin -> margin.judge(run, windows, now))));
            }
            return verdict;
        }

        private Parsed<Freshness> margin(JsonNode body) {
            JsonNode minutes = frequency.map(place -> place.in(body)).orElse(MissingNode.getInstance());
            boolean untold = minutes.isMissingNode() || minutes.isNull();
            return untold && maxAge.isPresent()
                    ? Parsed.of(Freshness.maxAge(maxAge.get()))
                    : Freshness.frequency(
                            minutes, frequency.map(JsonValues::toString).orElse("frequency"));
        }
    }
}
