package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.Vedette;
import io.vedette.state.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.DeadLetterChannelBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates of Vedette in an application: those that it asked for, in each way in which it may ask. */
class HostTemplatesTest {

    private static final String TASK = "classpath:io/vedette/templates/task.yaml";

    private final CamelContext context = new DefaultCamelContext();
    private LocalServer server;

    @BeforeEach
    void open() throws Exception {
        server = LocalServer.answering(500, "broken");
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @Test
    void bringsThoseThatAreAskedForHoweverOften() throws Exception {
        context.addRoutes(Vedette.templates("task", "http"));
        context.addRoutes(Vedette.templates("http", "tls"));
        context.start();
        context.addRoutes(Vedette.templates("task"));

        assertThat(templates(context)).containsExactlyInAnyOrder("task", "http", "tls");
        watch(context, "first");
        watch(context, "second");
        awaitError(context, "first");
        awaitError(context, "second");
    }

    @Test
    void namesEveryTemplateThatThereIsNot() {
        assertThatThrownBy(() -> context.addRoutes(Vedette.templates("tsak", "http", "vedette-check")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Vedette has no template \"tsak\", did you mean \"task\"?")
                .hasMessageContaining("Vedette has no template \"vedette-check\"");
    }

    @Test
    void leavesATemplateOfTheApplicationThatIsNamedLikeOne() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("task").from("direct:mine").to("log:mine");
            }
        });
        context.addRoutes(Vedette.templates("task"));

        assertThat(templates(context)).containsExactly("task");
        assertThat(((ModelCamelContext) context)
                        .getRouteTemplateDefinition("task")
                        .getRoute()
                        .getInput()
                        .getUri())
                .isEqualTo("direct:mine");
    }

    @Test
    void bringsThoseOfTheSetting() throws Exception {
        context.getPropertiesComponent().addInitialProperty("vedette.templates", "task, http");
        Vedette.of(context);

        assertThat(templates(context)).containsExactlyInAnyOrder("task", "http");
        context.start();
        watch(context, "shop");
        awaitError(context, "shop");
    }

    @Test
    void refusesASettingThatNamesAnUnknownOne() {
        context.getPropertiesComponent().addInitialProperty("vedette.templates", "task,htp");

        assertThatThrownBy(() -> Vedette.of(context))
                .hasMessage("vedette.templates: Vedette has no template \"htp\", did you mean \"http\"?");
    }

    @Test
    void camelsOwnLoaderTakesAFileBeforeOrAfterTheyAreAskedFor() throws Exception {
        Resource task = ResourceHelper.resolveResource(context, TASK);
        PluginHelper.getRoutesLoader(context).loadRoutes(task);
        context.addRoutes(Vedette.templates("task", "http"));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(context, TASK.replace("task", "http")));
        PluginHelper.getRoutesLoader(context).loadRoutes(task);
        context.start();

        watch(context, "shop");
        awaitError(context, "shop");
    }

    @Test
    void mainHasNoneThatItDidNotAskFor() throws Exception {
        Main main = new Main();
        try {
            main.start();

            assertThat(templates(main.getCamelContext())).isEmpty();
        } finally {
            main.stop();
        }
    }

    @Test
    void mainTakesThemByItsOwnPatternWithoutCode(@TempDir Path folder) throws Exception {
        Main main = mainWith(folder);
        try {
            main.start();

            assertThat(templates(main.getCamelContext())).containsExactly("task");
            awaitError(main.getCamelContext(), "billing-import");
        } finally {
            main.stop();
        }
    }

    @Test
    void mainTakesThemWhereTheyAreAskedForInCodeToo(@TempDir Path folder) throws Exception {
        Main main = mainWith(folder);
        main.configure().addRoutesBuilder(Vedette.templates("task", "http"));
        try {
            main.start();

            assertThat(templates(main.getCamelContext())).containsOnly("task", "http");
            awaitError(main.getCamelContext(), "billing-import");
        } finally {
            main.stop();
        }
    }

    private Main mainWith(Path folder) throws Exception {
        Path routes = Files.writeString(folder.resolve("checks.yaml"), """
            - templatedRoute:
                routeTemplateRef: task
                routeId: billing-import
                parameters:
                  - { name: url, value: "%s" }
            """.formatted(server.url("/task")));
        Main main = new Main();
        main.addInitialProperty("camel.main.routesIncludePattern", TASK + ",file:" + routes);
        return main;
    }

    @Test
    void aFailingCheckIsNoMatterForTheErrorHandlerOfTheApplication() throws Exception {
        List<Exchange> dead = new CopyOnWriteArrayList<>();
        context.getCamelContextExtension().setErrorHandlerFactory(new DeadLetterChannelBuilder("direct:dead"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dead").process(dead::add);
            }
        });
        context.addRoutes(Vedette.templates("task"));
        context.start();
        server.close(); // Nobody listens there any more.

        watch(context, "shop");

        awaitError(context, "shop");
        assertThat(Vedette.of(context).check("shop").orElseThrow().reason()).isEqualTo("unreachable");
        assertThat(dead).isEmpty();
    }

    private void watch(CamelContext in, String name) throws Exception {
        TemplatedRouteBuilder.builder(in, "task")
                .routeId(name)
                .parameters(Map.of("url", server.url("/task"), "interval", "200ms"))
                .add();
    }

    private static void awaitError(CamelContext in, String check) {
        await().until(() -> Vedette.of(in).check(check).orElseThrow().health() == Health.ERROR);
    }

    private static List<String> templates(CamelContext in) {
        return ((ModelCamelContext) in)
                .getRouteTemplateDefinitions().stream()
                        .map(OptionalIdentifiedDefinition::getId)
                        .toList();
    }
}
