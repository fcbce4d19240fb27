package com.example.shop;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Watches a table of the shop: more than one failed job is a problem. */
@Component
class OrderJobs extends RouteBuilder {

    private final JdbcTemplate jdbc;

    OrderJobs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void configure() {
        from("timer:jobs?period={{shop.period}}&delay=0")
                .routeId("order-jobs")
                .setBody(exchange -> Map.of("failed", failed()))
                .to("vedette:observe?rule=json&condition=RAW(${body[failed]} < 2)&notify=ops");
    }

    private int failed() {
        Integer failed = jdbc.queryForObject("SELECT count(*) FROM jobs WHERE state = 'failed'", Integer.class);
        return failed == null ? 0 : failed;
    }
}
