package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.Stages;
import io.vedette.config.settings.HttpSettings;
import io.vedette.config.settings.Settings;
import io.vedette.status.StatusServer;
import io.vedette.status.access.Access;
import io.vedette.status.api.Events;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.oidc.Oidc;
import io.vedette.status.source.CheckEdits;
import java.util.Optional;
import org.apache.camel.CamelContext;

/**
 * What the Vedette of an application answers when it is asked. Its metrics are in the registry of the application, so that none are
 * served here.
 *
 * @param events what happens, from now on
 * @param health looks at how Vedette itself is doing
 */
record EmbeddedStatus(StatusServer server, Events events, SelfHealthMonitor health) {

    /** Whoever reaches the server of the application reaches it too, by whatever name it has. */
    private static final String ANY_HOST = "0.0.0.0";

    static EmbeddedStatus of(CamelContext context, Stages stages) {
        Foundation base = stages.base();
        Settings settings = base.settings().get();
        Events events = new Events(base.clock());
        SelfHealthMonitor health = new SelfHealthMonitor(context, stages, events::health);
        Access access =
                Access.of(inHost(settings.http()), () -> base.settings().get().baseUrl(), base.store(), base.clock());
        SessionUpkeep.of(access, stages);
        StatusServer server = new StatusServer(
                StatusSources.of(
                        context,
                        stages,
                        new ServiceOperations(context, stages, Optional.empty(), health),
                        CheckEdits.NONE),
                new StatusServer.Options(
                        access,
                        () -> base.settings().get().sample(),
                        settings.statusPage(),
                        Oidc.of(settings, () -> base.settings().get().baseUrl(), access.signIn(), base.clock())),
                WatchedJobs.of(context, stages),
                request -> ErrorResponses.error(
                        404,
                        "the metrics of Vedette are among those of the application, where that has a registry of"
                                + " them"));
        stages.evaluation().evaluator().onChange(events::changed);
        stages.evaluation().mutes().acts().onAct(events::did);
        return new EmbeddedStatus(server, events, health);
    }

    private static HttpSettings inHost(HttpSettings http) {
        return new HttpSettings(
                ANY_HOST,
                http.port(),
                http.username(),
                http.password(),
                http.open(),
                http.tokens(),
                http.allowedHosts(),
                http.trustedProxies(),
                http.rateLimit(),
                http.tls(),
                http.people());
    }
}
