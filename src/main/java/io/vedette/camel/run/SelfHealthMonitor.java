package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.context.SelfHealthCheck;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Causes;
import io.vedette.process.Loggers;
import io.vedette.selfhealth.SelfHealth;
import io.vedette.selfhealth.SelfHealth.Part;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;

/**
 * How the whole process is doing: every readiness check that Camel knows of, Vedette's own among them. Where camel-health is
 * not on the class path, as in an application that embeds Vedette without it, Vedette's own alone. Safe for several threads.
 */
final class SelfHealthMonitor {

    private static final Logger LOG = Loggers.HEALTH;

    private final CamelContext context;
    private final Secrets secrets;
    private final List<SelfHealthCheck> own;
    private final Consumer<SelfHealth> listener;
    private boolean wasUp = true;

    /** @param listener called when Vedette becomes unhealthy, and when it is healthy again */
    SelfHealthMonitor(CamelContext context, Stages stages, Consumer<SelfHealth> listener) {
        this.context = context;
        this.secrets = stages.base().secrets();
        this.own = SelfHealthCheck.of(stages);
        this.listener = listener;
    }

    /** Returns how the process is doing now. */
    SelfHealth now() {
        return new SelfHealth(results().stream()
                .map(this::part)
                .sorted(Comparator.comparing(Part::name))
                .toList());
    }

    private Collection<HealthCheck.Result> results() {
        return HealthCheckRegistry.get(context) == null
                ? own.stream().map(HealthCheck::call).toList()
                : HealthCheckHelper.invoke(
                        context,
                        check -> Map.of(HealthCheck.CHECK_KIND, HealthCheck.Kind.READINESS),
                        check -> !check.isReadiness() || !check.isEnabled(),
                        "full");
    }

    private Part part(HealthCheck.Result result) {
        HealthCheck check = result.getCheck();
        boolean up = result.getState() == HealthCheck.State.UP;
        Map<String, Object> data = new TreeMap<>();
        if (SelfHealthCheck.GROUP.equals(check.getGroup())) {
            result.getDetails().forEach((name, value) -> {
                if (!HealthCheckHelper.isReservedKey(name)) {
                    data.put(name, value);
                }
            });
        }
        // What others say of a check of theirs that is up is no limit.
        boolean silent = up
                && (!SelfHealthCheck.GROUP.equals(check.getGroup())
                        || said(result).isEmpty());
        return new Part(check.getId(), up, silent ? "" : message(result), data);
    }

    private static String said(HealthCheck.Result result) {
        return result.getMessage().orElse("");
    }

    private String message(HealthCheck.Result result) {
        String said = said(result);
        String cause = result.getError().map(Causes::message).orElse("");
        String text = said.isEmpty() || cause.isEmpty() || said.equals(cause) ? said + cause : said + ": " + cause;
        return secrets.mask(text.isEmpty() ? result.getState().name() : text);
    }

    /** Looks, and says so where anything is otherwise than at the last look. */
    synchronized void look() {
        if (!context.isStarted()) {
            return; // That it begins or ends is no illness.
        }
        SelfHealth health = now();
        if (health.isUp() == wasUp) {
            return;
        }
        wasUp = health.isUp();
        if (wasUp) {
            LOG.info("Vedette itself is healthy again");
        } else {
            LOG.error("Vedette itself is unhealthy: {}", text(health));
        }
        listener.accept(health);
    }

    private static String text(SelfHealth health) {
        return health.down().stream()
                .map(part -> part.name() + ": " + part.message())
                .collect(Collectors.joining("; "));
    }
}
