package io.vedette.evaluate;

import io.vedette.history.Result;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.state.Transition;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Shows the results that other nodes had with their checks, so that every node shows the same. Safe for several threads. */
final class SharedResults implements Consumer<List<Result>> {

    private final Watchlist watchlist;
    private final Evaluator evaluator;

    SharedResults(Watchlist watchlist, Evaluator evaluator) {
        this.watchlist = watchlist;
        this.evaluator = evaluator;
    }

    @Override
    public void accept(List<Result> results) {
        results.forEach(result -> watchlist
                .find(result.check())
                .filter(watched -> !evaluator.isMine(watched))
                .ifPresent(watched -> show(watched, result)));
    }

    private static void show(Watched watched, Result result) {
        Verdict verdict = new Verdict(
                result.status(), Reason.ofCode(result.reason()), result.message(), List.of(), Verdict.Details.NONE);
        Observation observation = new Observation(
                result.at(), positive(result.took()), new Answer.Trouble(Answer.Trouble.Kind.UNREACHABLE, ""));
        if (verdict.reason().filter(Reason.MISSED::equals).isEmpty()) {
            // Messages that others took came, for whoever takes the check over.
            watched.heard(result.at());
        }
        watched.count(observation, verdict);
        watched.show(observation, verdict, Transition.Why.UNCHANGED);
    }

    private static Duration positive(Duration took) {
        return took.isNegative() ? Duration.ZERO : took;
    }
}
