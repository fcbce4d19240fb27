package io.vedette.quarkus;

import io.vedette.CheckTransition;
import io.vedette.Vedette;
import io.vedette.alert.Alert;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.BeforeConfigure;

/** Starts Vedette with the application, before its routes are read: wrong settings keep it from starting. */
@Singleton
public class VedetteStart {

    private final CamelContext context;
    private final Event<CheckTransition> transitions;
    private final Event<Alert> alerts;

    /** For CDI. */
    @Inject
    public VedetteStart(CamelContext context, Event<CheckTransition> transitions, Event<Alert> alerts) {
        this.context = context;
        this.transitions = transitions;
        this.alerts = alerts;
    }

    /** Returns the Vedette of the application, for {@code @Inject}. */
    @Produces
    @Singleton
    public Vedette vedette() {
        return Vedette.of(context);
    }

    void start(@Observes BeforeConfigure beforeRoutes, Vedette vedette) {
        // Observers of both kinds hear of it: CDI tells those apart.
        vedette.onTransition(transition -> {
            transitions.fire(transition);
            transitions.fireAsync(transition);
        });
        vedette.onAlert(alert -> {
            alerts.fire(alert);
            alerts.fireAsync(alert);
        });
    }
}
