package io.vedette.camel;

import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import io.vedette.selfhealth.CrowdedClients;
import io.vedette.selfhealth.OwnTroubles;
import io.vedette.status.metrics.Totals;
import io.vedette.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What all stages of a service stand on, and report to.
 *
 * @param tasks what is done again and again
 * @param shutdownHooks what is done while the routes still run, when the context is asked to stop
 * @param totals what is counted over all checks
 * @param troubles what could not be asked or sent for want of something of our own
 * @param clients which clients there was no room for
 */
public record Foundation(
        SettingsInForce settings,
        Secrets secrets,
        Clock clock,
        Store store,
        Tasks tasks,
        ShutdownHooks shutdownHooks,
        Totals totals,
        OwnTroubles troubles,
        CrowdedClients clients) {

    static Foundation of(Settings settings, Secrets secrets, Clock clock, Store store) {
        return new Foundation(
                new SettingsInForce(settings, secrets, clock),
                secrets,
                clock,
                store,
                new Tasks(),
                new ShutdownHooks(secrets),
                new Totals(),
                new OwnTroubles(clock),
                new CrowdedClients(clock));
    }

    /** Returns what masks the secrets in a text. */
    public UnaryOperator<String> masking() {
        return secrets::mask;
    }

    /** Returns how every repeated task is doing, those of the store included. */
    public List<Periodic.State> taskStates() {
        return Stream.concat(tasks.states().stream(), store.tasks().stream()).toList();
    }
}
