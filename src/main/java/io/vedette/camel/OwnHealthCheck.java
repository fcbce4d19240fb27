package io.vedette.camel;

import io.vedette.process.Standstills;
import io.vedette.watch.CrowdedClients;
import io.vedette.watch.LostStore;
import io.vedette.watch.OverdueChecks;
import io.vedette.watch.OwnHealth.Part;
import io.vedette.watch.OwnTroubles;
import io.vedette.watch.StalledTasks;
import io.vedette.watch.StuckOutbox;
import io.vedette.watch.Watched;
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
final class OwnHealthCheck implements HealthCheck {

    /** What the checks of Vedette are grouped under. */
    static final String GROUP = "vedette";

    private final String id;
    private final Supplier<Part> look;
    private volatile boolean enabled = true;

    private OwnHealthCheck(String id, Supplier<Part> look) {
        this.id = id;
        this.look = look;
    }

    /** All of them, for one service. */
    static List<OwnHealthCheck> of(VedetteService service) {
        return List.of(
                new OwnHealthCheck(
                        OverdueChecks.NAME,
                        () -> OverdueChecks.judge(
                                service.schedulers().stream().flatMap(one -> one.latestRun().stream()),
                                service.runner().overtime().all(),
                                service.runner()
                                        .overtime()
                                        .cut(owner -> owner instanceof Watched one && service.isCurrent(one)))),
                new OwnHealthCheck(StalledTasks.NAME, () -> StalledTasks.judge(service.taskStates())),
                new OwnHealthCheck(OwnTroubles.NAME, () -> service.troubles().look()),
                new OwnHealthCheck(CrowdedClients.NAME, () -> service.clients().look()),
                new OwnHealthCheck(
                        LostStore.NAME, () -> LostStore.judge(service.store().health())),
                new OwnHealthCheck(
                        StuckOutbox.NAME,
                        () -> StuckOutbox.look(
                                service.targets(),
                                service.store(),
                                service.settings().groupWindow(),
                                service.clock().instant().minus(stoodStill()))));
    }

    /** Nobody could be told anything meanwhile. */
    private static Duration stoodStill() {
        return Standstills.ofThisProcess().within(Duration.ofDays(1));
    }

    /** Puts them where Camel looks for health checks. */
    static void bind(CamelContext context, VedetteService service) {
        of(service).forEach(check -> context.getRegistry().bind(check.getId(), check));
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
            return result.error(e).message("it cannot be found out").down().build();
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
