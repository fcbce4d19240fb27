package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.Stages;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.Settings;
import io.vedette.status.StatusServer;
import io.vedette.status.access.Access;
import io.vedette.status.metrics.Metrics;
import io.vedette.status.oidc.Oidc;
import io.vedette.status.source.Sources;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** What a running Vedette answers when it is asked, put together of its stages. */
record StatusParts(StatusServer server, Metrics metrics) {

    static StatusParts of(CamelContext context, Stages stages, Reloader reloader, SelfHealthMonitor health) {
        Foundation base = stages.base();
        Settings settings = base.settings().get();
        Sources sources = StatusSources.of(
                context,
                stages,
                new ServiceOperations(context, stages, Optional.of(reloader), health),
                new EditedChecks(context, stages, reloader));
        Metrics metrics = ServiceMetering.metrics(stages, reloader);
        Access access = Access.of(settings.http(), () -> base.settings().get().baseUrl(), base.store(), base.clock());
        SessionUpkeep.of(access, stages);
        StatusServer server = new StatusServer(
                sources,
                new StatusServer.Options(
                        access,
                        () -> base.settings().get().sample(),
                        settings.statusPage(),
                        Oidc.of(settings, () -> base.settings().get().baseUrl(), access.signIn(), base.clock())),
                WatchedJobs.of(context, stages),
                metrics::answer);
        return new StatusParts(server, metrics);
    }
}
