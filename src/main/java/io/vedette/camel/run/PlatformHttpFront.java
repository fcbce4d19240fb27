package io.vedette.camel.run;

import io.vedette.config.settings.SettingKey;
import java.util.Comparator;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.support.LifecycleStrategySupport;

/** Serves API and dashboard on the HTTP server of Camel Main. Knows Vert.x, which an application need not have. */
final class PlatformHttpFront {

    private static final String ROUTER = "org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter";

    private PlatformHttpFront() {}

    /**
     * Serves them as soon as the context runs, and with it the server.
     *
     * @throws IllegalArgumentException when the application has no such server
     */
    static void serve(CamelContext context) {
        if (context.getClassResolver().resolveClass(ROUTER) == null || !Serving.isPossible(context)) {
            throw new IllegalArgumentException(SettingKey.HTTP_PATH.key() + ": the application has no HTTP server; add"
                    + " org.apache.camel:camel-platform-http-main and set camel.server.enabled=true");
        }
        if (context.isStarted()) {
            Serving.serve(context);
        } else {
            context.addLifecycleStrategy(new LifecycleStrategySupport() {
                @Override
                public void onContextStarted(CamelContext started) {
                    Serving.serve(started);
                }
            });
        }
    }

    /** Loaded where there is Vert.x. */
    private static final class Serving {

        private Serving() {}

        static boolean isPossible(CamelContext context) {
            return context.hasService(VertxPlatformHttpServer.class) != null
                    || !context.getRegistry()
                            .findByType(VertxPlatformHttpRouter.class)
                            .isEmpty();
        }

        static void serve(CamelContext context) {
            Set<VertxPlatformHttpRouter> routers = context.getRegistry().findByType(VertxPlatformHttpRouter.class);
            VertxPlatformHttpRouter router = routers.stream()
                    .min(Comparator.comparing(VertxPlatformHttpRouter::isManagementServer))
                    .orElseThrow();
            try {
                RouterFront.serve(context, router.vertx(), router);
            } catch (Exception e) {
                throw new IllegalStateException(SettingKey.HTTP_PATH.key() + ": cannot be served", e);
            }
        }
    }
}
