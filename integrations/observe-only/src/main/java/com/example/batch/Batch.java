package com.example.batch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A batch that counts what it imports, in a Camel context and nothing more. */
public final class Batch extends RouteBuilder {

    private final List<String> told = new CopyOnWriteArrayList<>();

    /** Returns a context with the batch in it, not started yet. */
    CamelContext context() throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
        context.addRoutes(this);
        return context;
    }

    @Override
    public void configure() {
        from("seda:imported")
                .routeId("import")
                .process(exchange -> exchange.getMessage()
                        .setBody(report(exchange.getMessage().getBody(Integer.class))))
                .to("vedette:observe?rule=task&notify=desk&expectEvery=25h");

        from("vedette:alerts?target=desk")
                .routeId("tell-desk")
                .process(exchange -> told.add(exchange.getMessage().getBody(String.class)));
    }

    private static Map<String, Object> report(int rows) {
        return Map.of("status", rows > 0 ? "ok" : "nothing was imported", "lastrun", System.currentTimeMillis());
    }

    /** Returns what the desk was told, the oldest first. */
    List<String> told() {
        return told;
    }
}
