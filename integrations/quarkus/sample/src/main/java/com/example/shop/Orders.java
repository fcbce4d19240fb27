package com.example.shop;

import org.apache.camel.builder.RouteBuilder;

/** What the shop does anyway; each order tells as well whether the stock answers. */
public class Orders extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order")
                .routeId("order")
                .setBody(constant("{\"stock\": 12}"))
                .to("vedette:observe?check=stock-left&rule=json&condition=RAW(${body[stock]} > 0)");
    }
}
