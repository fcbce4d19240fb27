package com.example.shop;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What the shop does anyway; each order tells as well whether there is stock. */
@Component
class Orders extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order")
                .routeId("order")
                .setBody(constant("{\"stock\": 12}"))
                .to("vedette:observe?check=stock-left&rule=json&condition=RAW(${body[stock]} > 0)");
    }
}
