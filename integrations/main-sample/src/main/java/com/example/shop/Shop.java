package com.example.shop;

import static io.vedette.Checks.checks;

import java.time.Duration;
import org.apache.camel.main.Main;

/** The shop: its own routes, those in {@code camel/checks.yaml}, and a check in Java. */
public final class Shop {

    private Shop() {}

    /** Runs the shop until it is asked to stop. */
    public static void main(String[] arguments) throws Exception {
        application().run(arguments);
    }

    /** Returns the shop, not started yet. */
    static Main application() {
        // Camel finds Orders by itself, as it is in the package of this class.
        Main main = new Main(Shop.class);
        main.configure()
                .addRoutesBuilder(checks().http("search")
                        .url("{{shop.front}}")
                        .every(Duration.ofSeconds(1))
                        .group("shop"));
        return main;
    }
}
