package io.vedette.camel.context;

import io.vedette.camel.Foundation;
import io.vedette.camel.Stages;
import io.vedette.evaluate.Watched;
import io.vedette.probing.Overtime;
import io.vedette.process.Standstill;
import io.vedette.selfhealth.CrowdedClients;
import io.vedette.selfhealth.FailingSources;
import io.vedette.selfhealth.LostStore;
import io.vedette.selfhealth.OverdueChecks;
import io.vedette.selfhealth.OwnTroubles;
import io.vedette.selfhealth.SelfHealth.Part;
import io.vedette.selfhealth.StalledTasks;
import io.vedette.selfhealth.StuckOutbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * A part of Vedette's own health as a health check of Camel's. It is found in the registry of the context, so an application
 * that embeds Vedette shows it beside its own. For readiness alone: nothing of it is mended by a restart that would not be
 * mended without.
 */
public final class SelfHealthCheck implements HealthCheck {

    /** What the checks of Vedette are grouped under. */
    public static final String GROUP = "vedette";

    private final String id;
    private final Supplier<Part> look;
    private volatile boolean enabled = true;

    private SelfHealthCheck(String id, Supplier<Part> look) {
        this.id = id;
        this.look = look;
    }

    /** Returns all of them, for the stages of one service. */
    public static List<SelfHealthCheck> of(Stages stages) {
        Foundation base = stages.base();
        Overtime overtime = stages.probing().runner().overtime();
        return List.of(
                new SelfHealthCheck(
                        OverdueChecks.NAME,
                        () -> OverdueChecks.judge(
                                stages.schedules().latestRuns(),
                                overtime.all(),
                                overtime.cut(owner -> owner instanceof Watched one
                                        && stages.checks().isCurrent(one)))),
                new SelfHealthCheck(
                        FailingSources.NAME,
                        () -> FailingSources.judge(stages.probing().discovery().states())),
                new SelfHealthCheck(StalledTasks.NAME, () -> StalledTasks.judge(base.taskStates())),
                new SelfHealthCheck(OwnTroubles.NAME, () -> base.troubles().look()),
                new SelfHealthCheck(CrowdedClients.NAME, () -> base.clients().look()),
                new SelfHealthCheck(
                        LostStore.NAME, () -> LostStore.judge(base.store().health())),
                new SelfHealthCheck(
                        StuckOutbox.NAME,
                        () -> StuckOutbox.look(
                                stages.notifying().targets(),
                                base.store(),
                                base.settings().get().groupWindow(),
                                base.clock().instant().minus(stoodStill()))));
    }

    /** No target could be notified meanwhile. */
    private static Duration stoodStill() {
        return Standstill.ofThisProcess().within(Duration.ofDays(1));
    }

    /** Puts them where Camel looks for health checks. */
    static void bind(CamelContext context, Stages stages) {
        of(stages).forEach(check -> context.getRegistry().bind(check.getId(), check));
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
        if (!enabled) {
            return result.message("disabled").unknown().build();
        }
        try {
            Part part = look.get();
            part.data().forEach(result::detail);
            return part.up()
                    ? result.message(part.message()).up().build()
                    : result.message(part.message()).down().build();
        } catch (RuntimeException e) {
            return result.error(e).message("it cannot be determined").down().build();
        }
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getGroup() {
        return GROUP;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public boolean isReadiness() {
        return true;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
