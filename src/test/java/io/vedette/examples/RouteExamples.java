package io.vedette.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** Routes that the documentation shows, as they stand in an application. */
final class RouteExamples extends RouteBuilder {

    private final Path file;

    RouteExamples(Path file) {
        this.file = file;
    }

    @Override
    public void configure() {
        from("timer:export?period=60000")
                .routeId("export")
                .process(exchange -> exchange.getMessage()
                        .setBody(Map.of(
                                "changed", Files.getLastModifiedTime(file).toMillis())))
                .to("vedette:observe?rule=json&lastRunPath=$.changed&maxAge=26h");

        from("vedette:alerts?target=team").routeId("tell-team").to("jms:queue:alerts");
    }
}
