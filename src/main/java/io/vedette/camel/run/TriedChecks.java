package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.load.CheckForm;
import io.vedette.camel.load.CheckPlan;
import io.vedette.camel.load.ShippedTemplates;
import io.vedette.camel.load.TemplateRoute;
import io.vedette.config.values.Problem;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probing.ProbeTask;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Progress;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import io.vedette.status.source.CheckEdits;
import io.vedette.status.source.NewChecks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteTemplateDefinition;

/** Asks once what a check would ask that is not there yet, on the pool and within the limits of those that are. */
final class TriedChecks implements NewChecks {

    private static final Duration ALLOWANCE = Duration.ofSeconds(5);
    /** Each holds a thread of the API. */
    private static final int AT_ONCE = 2;

    private final CamelContext context;
    private final Stages stages;
    private final Semaphore trying = new Semaphore(AT_ONCE);

    private final CheckEdits edits;

    TriedChecks(CamelContext context, Stages stages, CheckEdits edits) {
        this.context = context;
        this.stages = stages;
        this.edits = edits;
    }

    @Override
    public CheckEdits edits() {
        return edits;
    }

    @Override
    public List<Template> templates() {
        return CheckForm.templates(context).stream()
                .map(name -> template(ShippedTemplates.read(context, name)))
                .toList();
    }

    private static Template template(RouteTemplateDefinition definition) {
        return new Template(
                definition.getId(),
                definition.getDescriptionText() == null ? "" : definition.getDescriptionText(),
                TemplateRoute.parameters(definition).stream()
                        .map(one -> new Field(
                                one.getName(),
                                one.getDescription() == null ? "" : one.getDescription(),
                                Boolean.TRUE.equals(one.getRequired()),
                                one.getDefaultValue() == null ? "" : one.getDefaultValue()))
                        .toList());
    }

    @Override
    public Attempt attempt(String template, String name, Map<String, String> values) {
        CheckForm form = new CheckForm(context, template, name, values);
        List<Problem> refusals = form.refusals();
        if (!refusals.isEmpty()) {
            return notAsked(form, refusals, "");
        }
        CheckPlan plan = form.plan(stages.checks().trialFactory(context));
        if (plan.problems().stream().anyMatch(Problem::isError)
                || plan.probe().isEmpty()
                || plan.rule().isEmpty()) {
            return notAsked(form, plan.problems(), "");
        }
        if (form.isOfCalls()) {
            // Looking at the calls of a check of that name would take from it what it has not seen yet.
            return notAsked(form, List.of(), "nobody is asked: the job calls, once the check is there");
        }
        if (!trying.tryAcquire()) {
            return notAsked(form, List.of(), "two others are being tried just now");
        }
        try {
            return tried(plan, form.yaml());
        } finally {
            trying.release();
        }
    }

    private Attempt notAsked(CheckForm form, List<Problem> problems, String why) {
        List<Fault> faults = problems.stream()
                .filter(Problem::isError)
                .map(problem -> new Fault(problem.key() == null ? "" : problem.key(), problem.message()))
                .toList();
        return new Attempt(faults, Optional.empty(), stages.base().clock().instant(), Duration.ZERO, why, form.yaml());
    }

    /** What came of it. */
    private record Tried(Observation observation, Verdict verdict, String notAsked) {}

    private Attempt tried(CheckPlan plan, String yaml) {
        CompletableFuture<Tried> outcome = new CompletableFuture<>();
        Once once = new Once(plan, stages.base().clock()::instant, outcome);
        Instant now = stages.base().clock().instant();
        stages.probing().runner().run(once, System.nanoTime());
        try {
            Tried tried = outcome.get(plan.check().timeout().plus(ALLOWANCE).toMillis(), TimeUnit.MILLISECONDS);
            return new Attempt(
                    List.of(),
                    Optional.ofNullable(tried.verdict()),
                    tried.observation() == null ? now : tried.observation().at(),
                    tried.observation() == null
                            ? Duration.ZERO
                            : tried.observation().took(),
                    tried.notAsked(),
                    yaml);
        } catch (TimeoutException e) {
            return new Attempt(
                    List.of(),
                    Optional.of(Verdict.error(Reason.TIMEOUT, "no answer came")),
                    now,
                    plan.check().timeout(),
                    "",
                    yaml);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Attempt(List.of(), Optional.empty(), now, Duration.ZERO, "Vedette is being stopped", yaml);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check could not be tried", e.getCause());
        }
    }

    /** The one run. */
    private record Once(CheckPlan plan, Supplier<Instant> clock, CompletableFuture<Tried> outcome)
            implements ProbeTask {

        private Rule rule() {
            return plan.rule().orElseThrow();
        }

        @Override
        public String name() {
            return plan.check().name();
        }

        @Override
        public Probe probe() {
            return plan.probe().orElseThrow();
        }

        @Override
        public Duration timeout() {
            return plan.check().timeout();
        }

        @Override
        public Verdict judge(Observation observation, Progress progress) {
            return rule().judge(observation, clock.get(), progress);
        }

        @Override
        public boolean isBounded() {
            return rule().isBounded();
        }

        @Override
        public void done(Observation observation, Verdict verdict, boolean hangs) {
            outcome.complete(new Tried(observation, verdict, ""));
        }

        @Override
        public void notAsked(Observation observation, OwnTrouble trouble) {
            outcome.complete(new Tried(observation, null, trouble.toString()));
        }

        @Override
        public void leftOut(String why) {
            outcome.complete(new Tried(null, null, why));
        }

        @Override
        public void back() {
            // Nobody waits for that.
        }
    }
}
