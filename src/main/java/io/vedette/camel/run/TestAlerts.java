package io.vedette.camel.run;

import io.vedette.alert.Alert;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.camel.AlertsConsumer;
import io.vedette.camel.Stages;
import io.vedette.camel.load.PlainRoutes;
import io.vedette.config.values.Causes;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.ObjectHelper;

/** Sends a test alert through the notify routes, past the outbox. */
public final class TestAlerts {

    /** The check that a test alert is of; no real one. */
    public static final String CHECK = "vedette-test";

    private final CamelContext context;
    private final Stages stages;

    TestAlerts(CamelContext context, Stages stages) {
        this.context = context;
        this.stages = stages;
    }

    /** Returns whether a route is needed to notify a target: it takes alerts, or is called by one that does. */
    static boolean needs(RouteDefinition route) {
        String uri = route.getInput().getUri();
        return PlainRoutes.takesAlerts(route) || uri.startsWith("direct:") || uri.startsWith("seda:");
    }

    /** Returns the targets that can be notified now: a route takes their alerts, and {@code only-log} does not keep them in. */
    public List<String> targets() {
        return consumers()
                .filter(AlertsConsumer::isAdmitted)
                .map(AlertsConsumer::target)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Tells a target and waits for the outcome.
     *
     * @return empty when it was taken; else why not, in the target's own words, without secrets
     */
    public Optional<String> send(String target) {
        return consumers()
                .filter(consumer -> consumer.target().equals(target))
                .map(this::send)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<AlertsConsumer> consumers() {
        return context.getRoutes().stream()
                .map(route -> route.getConsumer() instanceof AlertsConsumer consumer ? consumer : null)
                .filter(consumer -> consumer != null);
    }

    private Optional<String> send(AlertsConsumer consumer) {
        return consumer.handOver(Digest.of(List.of(alert(stages.base().clock().instant()))))
                .map(failure -> stages.base().secrets().mask(words(failure)));
    }

    /** A target's own words come first: Camel's around them repeat them, or name classes. */
    private static String words(Exception failure) {
        DeliveryFailed refusal = ObjectHelper.getException(DeliveryFailed.class, failure);
        return refusal == null ? Causes.message(failure) : refusal.getMessage();
    }

    private static Alert alert(Instant now) {
        return new Alert(
                UUID.randomUUID().toString(),
                AlertKind.PROBLEM,
                CHECK,
                "",
                List.of(),
                "",
                Health.OK,
                Health.ERROR,
                "test",
                "This is a test alert that somebody asked for; nothing is wrong.",
                "",
                "",
                now,
                now,
                List.of(),
                1);
    }
}
