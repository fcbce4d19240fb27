package com.example.shop;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Watches the stock service, and tells the webhook of operations. */
@Component
class Monitor extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:stock?period={{shop.period}}")
                .routeId("stock")
                .to("{{shop.stock-url}}")
                .to("vedette:observe?rule=task&notify=ops");

        from("vedette:alerts?target=ops")
                .routeId("tell-ops")
                .setBody(simple("${body.json}"))
                .to("{{shop.webhook-url}}?httpMethod=POST");
    }
}
