package io.vedette.camel.run;

import io.vedette.camel.RunProperties;
import io.vedette.camel.Stages;
import io.vedette.config.values.Causes;
import io.vedette.probe.NotAsked;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.AsyncProcessorConverterHelper;

/** Runs of checks that change no state and send no alert: of each one, all at the same time. */
final class TrialRuns {

    /** What a route may take beside its probe. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private final CamelContext context;
    private final Stages stages;

    TrialRuns(CamelContext context, Stages stages) {
        this.context = context;
        this.stages = stages;
    }

    TrialResults of(List<String> names) throws InterruptedException {
        Map<String, CompletableFuture<Verdict>> running = new LinkedHashMap<>();
        names.forEach(name -> running.put(name, start(name)));
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        Map<String, String> notAsked = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<Verdict>> entry : running.entrySet()) {
            String name = entry.getKey();
            try {
                verdicts.put(name, verdict(name, entry.getValue()));
            } catch (NotAsked e) {
                notAsked.put(name, "not asked: " + e.getMessage());
            }
        }
        return new TrialResults(verdicts, notAsked);
    }

    private CompletableFuture<Verdict> start(String name) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        Route route = context.getRoute(name);
        Exchange exchange = route.getConsumer().createExchange(false);
        exchange.setProperty(RunProperties.TRIAL, true);
        AsyncProcessorConverterHelper.convert(route.getConsumer().getProcessor())
                .process(exchange, doneSync -> {
                    Optional<OwnTrouble> ours = Optional.ofNullable(
                                    exchange.getProperty(RunProperties.NOT_ASKED, OwnTrouble.class))
                            .or(() -> OwnTrouble.of(exchange.getException()));
                    if (ours.isPresent()) {
                        verdict.completeExceptionally(new NotAsked(ours.get()));
                    } else if (exchange.getException() != null) {
                        verdict.complete(Verdict.error(Reason.UNREACHABLE, Causes.message(exchange.getException())));
                    } else {
                        // There is none where as many judgements of other checks hang as may.
                        verdict.complete(
                                Optional.ofNullable(exchange.getMessage().getBody(Verdict.class))
                                        .orElseGet(() -> Verdict.error(
                                                Reason.TIMEOUT, "not judged: the conditions of too many checks hang")));
                    }
                });
        return verdict;
    }

    private Verdict verdict(String name, CompletableFuture<Verdict> running) throws InterruptedException {
        Duration longest = stages.evaluation()
                .watchlist()
                .find(name)
                .map(watched ->
                        watched.check().timeout().multipliedBy(watched.check().retries() + 1L))
                .orElse(stages.base().settings().get().timeout())
                .plus(ALLOWANCE);
        try {
            return running.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Verdict.error(Reason.TIMEOUT, "the check's route did not end");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotAsked ours) {
                throw ours;
            }
            return Verdict.error(Reason.UNREACHABLE, Causes.message(e));
        }
    }
}
