package io.vedette.quarkus;

import io.vedette.camel.run.RouterFront;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;

/** Puts API and dashboard on the HTTP server of the application, below {@code vedette.http.path}, where that is set. */
@Singleton
public class VedetteRouter {

    void serve(@Observes Router router, Vertx vertx, CamelContext context) throws Exception {
        RouterFront.serve(context, vertx, router);
    }
}
