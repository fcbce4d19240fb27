package io.vedette.spring.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** An application of its own: a route of stock, which is watched, and the alerts of it. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
class ShopApplication {

    final List<VedetteTransition> transitions = new CopyOnWriteArrayList<>();
    final List<VedetteAlert> alerts = new CopyOnWriteArrayList<>();

    @EventListener
    void changed(VedetteTransition transition) {
        transitions.add(transition);
    }

    @EventListener
    void told(VedetteAlert alert) {
        alerts.add(alert);
    }

    @Bean
    RouteBuilder stock() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock").routeId("stock").to("vedette:observe?rule=task&errorInterval=1h");
                from("direct:https://shop.example.com/task")
                        .routeId("https://shop.example.com/task")
                        .to("vedette:observe?rule=task");
                from("vedette:alerts?target=team").routeId("tell-team").to("mock:told");
            }
        };
    }
}
