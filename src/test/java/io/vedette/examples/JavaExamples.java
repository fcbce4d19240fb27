package io.vedette.examples;

import static io.vedette.Checks.checks;

import io.vedette.Checks;
import io.vedette.Vedette;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** What the documentation shows of Java, as an application writes it: nothing here uses more than is public. */
final class JavaExamples {

    private JavaExamples() {}

    static void oneCheck(CamelContext context) throws Exception {
        context.addRoutes(checks().http("shop")
                .url("https://shop.example.com/")
                .every(Duration.ofSeconds(30))
                .contains("Welcome")
                .notify("ops"));
    }

    static void severalChecks(CamelContext context) throws Exception {
        context.addRoutes(checks().each(check -> check.group("billing").notify("ops"))
                .task("billing-import")
                .url("https://billing.example.com/task1")
                .and()
                .tls("billing-certificate")
                .host("billing.example.com")
                .warnDays(30));
    }

    static void checksOfAList(CamelContext context, Map<String, String> shops) throws Exception {
        Checks checks = checks();
        shops.forEach((name, url) -> checks.health(name).url(url));
        context.addRoutes(checks);
    }

    static void vedette(CamelContext context) throws Exception {
        Vedette vedette = Vedette.of(context);
        vedette.onTransition(change -> System.out.println(change.check() + " is " + change.to()));
        vedette.add(checks().http("shop").url("https://shop.example.com/"));
    }

    static void operator(CamelContext context) throws Exception {
        Vedette vedette = Vedette.of(context);
        vedette.checks().forEach(check -> System.out.println(check.name() + " " + check.status()));
        vedette.silence("shop", Duration.ofHours(1), "new release", "deploy job");
        vedette.run("shop");
        vedette.remove("shop");
    }

    static void templates(CamelContext context) throws Exception {
        context.addRoutes(Vedette.templates("task", "http"));
        TemplatedRouteBuilder.builder(context, "task")
                .routeId("billing-import")
                .parameter("url", "https://billing.example.com/task1")
                .add();
    }
}
