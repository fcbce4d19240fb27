package com.example.shop;

import static io.vedette.Checks.checks;

import java.time.Duration;
import org.apache.camel.RoutesBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A shop with a Camel context of its own. */
@SpringBootApplication
public class Shop {

    public static void main(String[] arguments) {
        SpringApplication.run(Shop.class, arguments);
    }

    @Bean
    RoutesBuilder front() {
        return checks().http("front")
                .url("{{shop.front-url}}")
                .every(Duration.ofSeconds(30))
                .notify("ops");
    }
}
