package com.example.shop;

import static io.vedette.Checks.checks;

import io.vedette.Vedette;
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
        // Templates of Vedette that routes in YAML may use; they come first.
        main.configure().addRoutesBuilder(Vedette.templates("http"));
        main.configure()
                .addRoutesBuilder(checks().http("search")
                        .url("{{shop.front}}")
                        .every(Duration.ofSeconds(1))
                        .group("shop"));
        return main;
    }
}
