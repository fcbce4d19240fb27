package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.ScheduleConsumer;
import io.vedette.camel.Stages;
import io.vedette.config.settings.HttpSettings;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.status.Access;
import io.vedette.status.ClientAddress;
import io.vedette.status.Events;
import io.vedette.status.Heartbeats;
import io.vedette.status.Response;
import io.vedette.status.StatusServer;
import io.vedette.target.Targets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The dashboard and the API of an application, below {@code vedette.http.path} of its own HTTP server: what is answered there, whoever
 * serves it. Off where that setting is empty.
 */
public final class EmbeddedFront extends ServiceSupport {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    /** The address of a host is the host's affair; it must not pass for one that only this machine reaches. */
    private static final String ANYWHERE = "0.0.0.0";

    private final String path;
    private final Foundation base;
    private final Targets targets;
    private final HttpSettings http;
    private final Events events;
    private final StatusServer server;

    private EmbeddedFront(CamelContext context, Stages stages, String path) {
        this.path = path;
        this.base = stages.base();
        this.targets = stages.notifying().targets();
        this.http = inHost(base.settings().get().http());
        this.events = new Events(base.clock());
        this.server = server(context, stages);
        stages.evaluation().evaluator().onChange(events::changed);
    }

    /**
     * Returns what an application answers; empty where it does not want that.
     *
     * @throws IllegalArgumentException when the path is none, or nobody would guard it; names the setting
     */
    static Optional<EmbeddedFront> of(CamelContext context, Stages stages) {
        Settings settings = stages.base().settings().get();
        String path = settings.properties().getOrDefault(SettingKey.HTTP_PATH.key(), "");
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    SettingKey.HTTP_PATH.key() + ": \"" + path + "\" is not a path such as /vedette");
        }
        if (!settings.http().isGuarded() && !settings.http().open()) {
            throw new IllegalArgumentException(SettingKey.HTTP_PATH.key()
                    + ": anybody could act on checks below " + path + "; set vedette.http.username and vedette.http.password"
                    + " or vedette.http.tokens, or vedette.http.open=true where the application itself guards that path");
        }
        return Optional.of(new EmbeddedFront(context, stages, path));
    }

    /** Returns the one of a context whose Vedette runs; empty where it is off. */
    public static Optional<EmbeddedFront> of(CamelContext context) {
        return Optional.ofNullable(context.hasService(EmbeddedFront.class));
    }

    private static HttpSettings inHost(HttpSettings http) {
        return new HttpSettings(
                ANYWHERE,
                http.port(),
                http.username(),
                http.password(),
                http.open(),
                http.tokens(),
                http.allowedHosts(),
                http.trustedProxies(),
                http.rateLimit(),
                http.tls());
    }

    private StatusServer server(CamelContext context, Stages stages) {
        SelfHealthMonitor health = new SelfHealthMonitor(context, stages, events::health);
        Heartbeats heartbeats = new Heartbeats(
                stages.evaluation().watchlist(),
                stages.probing().heartbeats(),
                base.clock(),
                check -> ScheduleConsumer.of(context, check).ifPresent(ScheduleConsumer::runSoon));
        return new StatusServer(
                StatusSources.of(stages, new ServiceOperations(context, stages, Optional.empty(), health)),
                new StatusServer.Options(
                        Access.of(http, base.clock()),
                        () -> base.settings().get().sample(),
                        base.settings().get().statusPage()),
                heartbeats,
                asked -> noMetrics());
    }

    private static Response noMetrics() {
        return new Response(
                404,
                "text/plain; charset=utf-8",
                "the metrics of Vedette are among those of the application\n",
                Map.of());
    }

    /** Returns the path below which all is answered, such as {@code /vedette}. */
    public String path() {
        return path;
    }

    /** Returns what answers; its paths begin with {@code /} below {@link #path()}. */
    public StatusServer server() {
        return server;
    }

    /** Returns what happens, for those who listen at {@code /api/v1/events}. */
    public Events events() {
        return events;
    }

    /** Returns whom the events of targets come from. */
    public Targets targets() {
        return targets;
    }

    /** Returns what tells clients apart. */
    public ClientAddress clients() {
        return Access.clients(http);
    }

    Foundation base() {
        return base;
    }
}
