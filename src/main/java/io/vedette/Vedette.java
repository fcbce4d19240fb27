package io.vedette;

import io.vedette.alert.Alert;
import io.vedette.camel.ScheduleConsumer;
import io.vedette.camel.Stages;
import io.vedette.camel.VedetteService;
import io.vedette.camel.context.BuiltChecks;
import io.vedette.camel.load.ShippedTemplates;
import io.vedette.evaluate.MuteService;
import io.vedette.evaluate.Watched;
import io.vedette.state.Act;
import io.vedette.state.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Vedette in one Camel context, for the application that the context is part of: what is watched, what happens, and what an
 * operator may do.
 *
 * <pre>{@code
 * Vedette vedette = Vedette.of(context);
 * vedette.onTransition(change -> System.out.println(change.check() + " is " + change.to()));
 * vedette.add(checks().http("shop").url("https://shop.example.com/"));
 * }</pre>
 *
 * <p>Checks are known while their routes are on the context, from its start on. An argument that is null is refused by an {@link
 * IllegalArgumentException} with its name, but for texts that may be empty; so is the name of a check that is not there. What
 * cannot be stored now is refused by an {@link IllegalStateException}, and nothing is done: try again. Safe for several threads.
 */
public final class Vedette {

    private final CamelContext context;
    private final Listeners listeners;
    private VedetteService service;

    private Vedette(CamelContext context) {
        this.context = context;
        this.listeners = new Listeners(context);
    }

    /** Speaks of the service that is the context's now: one that was stopped and is started again has another one. */
    private synchronized Stages stages() {
        if (service == null || service.isShutdown() && !context.isStopped()) {
            service = VedetteService.of(context);
            Stages stages = service.stages();
            stages.evaluation().evaluator().onChange((check, transition) -> {
                if (listeners.areOfTransitions()) {
                    listeners.tell(CheckTransition.of(
                            check, transition, stages.base().clock().instant()));
                }
            });
            stages.evaluation().evaluator().updater().onAlert(listeners::tell);
        }
        return service.stages();
    }

    /**
     * Returns the Vedette of a context, always the same one, also after the context was stopped and started again. Where the context has none yet it is set up, by the {@code
     * vedette.*} settings as they are now; its checks and targets run when the context starts.
     *
     * @throws IllegalArgumentException when a setting is wrong; the message lists every problem
     */
    public static Vedette of(CamelContext context) {
        synchronized (Given.thing("context", context)) {
            Vedette known = context.getCamelContextExtension().getContextPlugin(Vedette.class);
            if (known != null) {
                return known;
            }
            Vedette vedette = new Vedette(context);
            vedette.stages();
            context.getCamelContextExtension().addContextPlugin(Vedette.class, vedette);
            context.addLifecycleStrategy(new LifecycleStrategySupport() {
                @Override
                public void onContextStarting(CamelContext starting) {
                    vedette.stages(); // Before there is anything to tell its listeners.
                }
            });
            return vedette;
        }
    }

    /**
     * Returns routes that bring templates of Vedette into a context, under their own names, for {@code templatedRoute} and its
     * like: a context has none that it did not ask for. One that is there already stays.
     *
     * <pre>{@code
     * context.addRoutes(Vedette.templates("task", "http"));
     * TemplatedRouteBuilder.builder(context, "task")
     *         .routeId("billing-import")
     *         .parameter("url", "https://billing.example.com/task1")
     *         .add();
     * }</pre>
     *
     * <p>{@link Checks} needs none of them. Adding the routes throws {@link IllegalArgumentException} for a name that no template
     * has.
     */
    public static RoutesBuilder templates(String... ids) {
        Given.texts("ids", ids);
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                ShippedTemplates.addTo(getContext(), List.of(ids));
            }
        };
    }

    /** Returns all checks as they are now, in the order of their names. */
    public List<CheckStatus> checks() {
        return stages().evaluation().watchlist().all().stream()
                .map(this::status)
                .toList();
    }

    /** Returns a check as it is now; empty where none of that name is watched. */
    public Optional<CheckStatus> check(String name) {
        return stages().evaluation().watchlist().find(Given.text("name", name)).map(this::status);
    }

    private CheckStatus status(Watched watched) {
        return CheckStatus.of(watched, stages().evaluation().mutes().of(watched));
    }

    /** Returns the targets that a route takes alerts for, in the order of their names. */
    public List<TargetStatus> targets() {
        return stages().notifying().targets().all().stream()
                .map(target -> TargetStatus.of(target, stages().base().store().waiting(target.name())))
                .toList();
    }

    /**
     * Has every change of a check's state told, once it is stored. Listeners are called one after the other, in order, on a thread
     * of their own: one that throws is logged and counted, and judging goes on in any case.
     *
     * @return what ends it
     */
    public Runnable onTransition(Consumer<CheckTransition> listener) {
        return listeners.addToTransitions(Given.thing("listener", listener));
    }

    /**
     * Has every alert told when it is decided, before a target takes it: a problem, its reminder, its recovery, once however many
     * targets are notified of it. There is none while a context has no target. Listeners are called as those of
     * {@link #onTransition}.
     *
     * @return what ends it
     */
    public Runnable onAlert(Consumer<Alert> listener) {
        return listeners.addToAlerts(Given.thing("listener", listener));
    }

    /** Returns how many times a listener threw, or was so far behind that it missed what happened. */
    public long listenerFailures() {
        return listeners.failures();
    }

    /**
     * Runs a check once beside its schedule, in the background; where nodes share the checks, on the one that asks it.
     *
     * @throws IllegalArgumentException when no check is named so, or a route of the application decides when it runs
     */
    public void run(String check) {
        known(check);
        ScheduleConsumer.of(context, check)
                .orElseThrow(() -> new IllegalArgumentException(
                        "nothing here schedules \"" + check + "\": a route of the application decides when it runs"))
                .runAnywhere();
        mutes().acts().add("", Act.Kind.RUN, check, "");
    }

    /** Pauses a check until {@link #resume}: it is shown as paused and no problem of it is told; checking goes on. */
    public void pause(String check) {
        pause(check, "", "");
    }

    /** Pauses a check until {@link #resume}, and says why and who pauses it, for others to read; either may be empty. */
    public void pause(String check, String reason, String by) {
        pause(check, Optional.empty(), Given.orEmpty(reason), Given.orEmpty(by));
    }

    /**
     * Pauses a check for a time.
     *
     * @param reason why, for others to read; or empty
     * @param by who pauses it, for others to read; or empty
     * @throws IllegalArgumentException when no check is named so, or the time is null, not longer than nothing, or longer than ten years
     */
    public void pause(String check, Duration time, String reason, String by) {
        pause(check, Optional.of(Given.time("time", time)), Given.orEmpty(reason), Given.orEmpty(by));
    }

    private void pause(String check, Optional<Duration> time, String reason, String by) {
        known(check);
        mutes().pause(check, time.map(stages().base().clock().instant()::plus), reason, by);
        mutes().acts().add(by, Act.Kind.PAUSE, check, reason);
    }

    /** Lets a paused check go on. */
    public void resume(String check) {
        known(check);
        mutes().resume(check);
        mutes().acts().add("", Act.Kind.RESUME, check, "");
    }

    /** Silences a check for a time, as {@link #silence(String, Duration, String, String)} does without a reason. */
    public void silence(String check, Duration time) {
        silence(check, time, "", "");
    }

    /**
     * Tells no problem of a check for a time, and shows it as it is.
     *
     * @param reason why, for others to read; or empty
     * @param by who silences it, for others to read; or empty
     * @throws IllegalArgumentException when no check is named so, or the time is null, not longer than nothing, or longer than ten years
     */
    public void silence(String check, Duration time, String reason, String by) {
        known(check);
        String why = Given.orEmpty(reason);
        String who = Given.orEmpty(by);
        mutes().silence(check, stages().base().clock().instant().plus(Given.time("time", time)), why, who);
        mutes().acts().add(who, Act.Kind.SILENCE, check, why);
    }

    /** Ends the silence of a check; what is true is told at once. */
    public void unsilence(String check) {
        known(check);
        mutes().unsilence(check);
        mutes().acts().add("", Act.Kind.UNSILENCE, check, "");
    }

    /**
     * Says that somebody has the problem of a check in hand: nobody is reminded of it and it escalates to nobody, until it is over or
     * gets worse. Those who were told of it are told once who has it.
     *
     * @param reason what is being done, for others to read; or empty
     * @param by who has it, for others to read; or empty
     * @throws IllegalArgumentException when no check is named so
     * @throws IllegalStateException when it has no problem
     */
    public void acknowledge(String check, String reason, String by) {
        known(check);
        String why = Given.orEmpty(reason);
        String who = Given.orEmpty(by);
        problem(check, mutes().acknowledge(check, why, who));
        mutes().acts().add(who, Act.Kind.ACKNOWLEDGE, check, why);
    }

    /**
     * Takes back that somebody has the problem of a check in hand.
     *
     * @throws IllegalArgumentException when no check is named so
     * @throws IllegalStateException when it has no problem
     */
    public void unacknowledge(String check) {
        known(check);
        problem(check, mutes().unacknowledge(check));
        mutes().acts().add("", Act.Kind.UNACKNOWLEDGE, check, "");
    }

    private static void problem(String check, Optional<Transition> step) {
        if (step.filter(one -> one.after().isInIncident()).isEmpty()) {
            throw new IllegalStateException("\"" + check + "\" has no problem: there is nothing to acknowledge");
        }
    }

    private MuteService mutes() {
        return stages().evaluation().mutes();
    }

    private void known(String check) {
        if (stages().evaluation().watchlist().find(Given.text("check", check)).isEmpty()) {
            throw new IllegalArgumentException("no check is named \"" + check + "\"");
        }
    }

    /**
     * Adds checks, or any routes, to the context, as {@link CamelContext#addRoutes} does.
     *
     * @throws IllegalArgumentException when a check is wrong; the message tells of each
     */
    public void add(RoutesBuilder checks) throws Exception {
        context.addRoutes(Given.thing("checks", checks));
    }

    /**
     * Takes a check away that was made from a template. What is stored of it stays, so that one of its name goes on from there.
     *
     * @throws IllegalArgumentException when there is none of that name, or a route of the application observes it
     */
    public void remove(String check) throws Exception {
        BuiltChecks.remove(context, Given.text("check", check));
    }
}
