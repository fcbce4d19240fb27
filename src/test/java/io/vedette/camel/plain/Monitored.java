package io.vedette.camel.plain;

import io.vedette.alert.Digest;
import io.vedette.camel.VedetteService;
import io.vedette.evaluate.Latest;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A bare Camel context with routes of an application's own, and one target that takes what it is told. */
final class Monitored implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final List<Digest> told = new CopyOnWriteArrayList<>();

    /** What an application writes into a {@link RouteBuilder}. */
    @FunctionalInterface
    interface Routes {
        void in(RouteBuilder builder) throws Exception;
    }

    Monitored() {
        context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
    }

    Monitored with(String setting, String value) {
        context.getPropertiesComponent().addInitialProperty(setting, value);
        return this;
    }

    Monitored routes(Routes routes) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                routes.in(this);
            }
        });
        return this;
    }

    /** Keeps what is told to the target {@code team}. */
    Monitored telling() throws Exception {
        return routes(builder -> builder.from("vedette:alerts?target=team")
                .routeId("tell-team")
                .process(exchange -> told.add(exchange.getMessage().getBody(Digest.class))));
    }

    Monitored start() {
        context.start();
        return this;
    }

    CamelContext context() {
        return context;
    }

    List<Digest> told() {
        return told;
    }

    /** Sends a message into a route and leaves what becomes of it to the route. */
    Optional<Exception> send(String uri, Object body) {
        return Optional.ofNullable(context.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setBody(body))
                .getException());
    }

    Watched watched(String check) {
        return service().watchlist().find(check).orElseThrow();
    }

    CheckState state(String check) {
        return watched(check).record().state();
    }

    /** The newest verdict on a check; empty while there is none. */
    Optional<Verdict> verdict(String check) {
        return watched(check).latest().map(Latest::verdict);
    }

    long observations(String check) {
        return watched(check).counts().pings();
    }

    VedetteService service() {
        return context.getRegistry().findSingleByType(VedetteService.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
