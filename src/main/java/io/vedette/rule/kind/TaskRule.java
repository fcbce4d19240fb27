package io.vedette.rule.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Answers;
import io.vedette.rule.JsonBody;
import io.vedette.rule.JsonText;
import io.vedette.rule.Parsed;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.StatusRange;
import io.vedette.rule.StatusWords;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import io.vedette.rule.Verdict.Details;
import io.vedette.rule.Verdict.Sleep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges a task endpoint of <a href="https://github.com/bobbydams/py-pinger">py-pinger</a>: a JSON object with
 * {@code status}, {@code lastrun}, {@code frequency} (minutes, 10 when missing), {@code sleep} (see {@link SleepWindows}),
 * {@code reason}, {@code process} and {@code server}.
 *
 * <p>The first of these that holds decides:
 *
 * <ol>
 *   <li>no answer: {@code unreachable} or {@code timeout}; a status other than 2xx: {@code http-status}, also during a
 *       sleep, since a sleeping job is no excuse for a dead server;
 *   <li>{@code too-large}; {@code malformed-body};
 *   <li>a sleep window is on: {@code sleeping};
 *   <li>{@code missing-lastrun}, {@code bad-lastrun}, {@code bad-frequency};
 *   <li>{@code stale}, {@code future}: see {@link Freshness};
 *   <li>a status other than {@code ok}: {@code status}. When something before it failed too, the message tells both;
 *   <li>ok.
 * </ol>
 *
 * <p>What the task says as its {@code reason} is shown in the message.
 */
public final class TaskRule implements Rule {

    private static final int LONGEST_REASON = 500;

    @Override
    public Verdict judge(Observation observation, Instant now) {
        return Answers.received(observation.answer(), Answer.Http.class).judge(response -> judge(response, now));
    }

    private static Verdict judge(Answer.Http response, Instant now) {
        Parsed<Task> body = Answers.whole(response).then(JsonBody::object).then(fields -> Task.read(fields, now));
        if (StatusRange.SUCCESS.expect(response) instanceof Parsed.Refused<Answer.Http> refused) {
            // A failing server may still say which task it is and what is wrong.
            Verdict line = refused.verdict();
            return body.found()
                    .filter(Task::isTask)
                    .map(task -> task.describe(line))
                    .orElseGet(() -> HttpRule.telling(line, response));
        }
        return body.judge(task -> task.describe(task.judge(now)));
    }

    /**
     * What the body says.
     *
     * @param sleep the sleep that is on
     */
    private record Task(ObjectNode fields, SleepWindows windows, Optional<Sleep> sleep) {

        static Parsed<Task> read(ObjectNode fields, Instant now) {
            SleepWindows windows = SleepWindows.read(fields.path("sleep"), "sleep");
            return Parsed.of(new Task(fields, windows, windows.at(now)));
        }

        Verdict judge(Instant now) {
            if (sleep.isPresent()) {
                return Verdict.of(
                        Status.SLEEPING,
                        Reason.SLEEPING,
                        "asleep until " + sleep.get().end());
            }
            Verdict fresh = Freshness.lastRun(fields.path("lastrun"), "lastrun")
                    .judge(lastRun -> Freshness.frequency(fields.path("frequency"), "frequency")
                            .judge(freshness -> freshness.judge(lastRun, windows, now)));
            Verdict verdict = fresh.and(StatusWords.TASK.judge(fields.path("status"), "status"));
            return isTask() || fields.has("frequency")
                    ? verdict
                    : verdict.saying(verdict.message() + "; for other health answers use the templates health or json");
        }

        /** Returns whether the body is a task's at all; another server's may lie in front of it. */
        boolean isTask() {
            return fields.has("lastrun") || fields.has("reason") || fields.has("process");
        }

        /** Returns the verdict with what else the task says. */
        Verdict describe(Verdict verdict) {
            String reason = Text.bounded(JsonText.plain(fields.path("reason")), LONGEST_REASON);
            String message = verdict.message().isEmpty() || reason.isEmpty()
                    ? verdict.message() + reason
                    : verdict.message() + ": " + reason;
            Details details = new Details(
                    JsonText.plain(fields.path("process")),
                    JsonText.plain(fields.path("server")),
                    sleep,
                    windows.warnings());
            return new Verdict(verdict.status(), verdict.reason(), message, List.of(), details);
        }
    }
}
