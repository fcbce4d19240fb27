package com.example.shop;

import org.apache.camel.builder.RouteBuilder;

/** What the shop does anyway; each order tells as well whether there is stock. */
public class Orders extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order")
                .routeId("order")
                .setBody(constant("{\"stock\": 12}"))
                .to("vedette:observe?check=stock-left&rule=json&condition=RAW(${body[stock]} > 0)");
        from("platform-http:/orders").routeId("orders").setBody(constant("no orders yet"));
    }
}
