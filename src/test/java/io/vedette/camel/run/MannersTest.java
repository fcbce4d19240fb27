package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.vedette.LocalServer;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.apache.camel.builder.DeadLetterChannelBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an application has set up for itself stays as it is when Vedette comes into it. */
@Timeout(60)
class MannersTest {

    /** Bound by Camel itself once a variable is used. */
    private static final Set<String> OF_CAMEL = Set.of("global-variable-repository", "route-variable-repository");

    private final DefaultCamelContext context = new DefaultCamelContext();

    /** What a host greets somebody with. */
    public record Greeting(String firstName) {}

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void leavesTheErrorHandlerOfTheApplicationAlone() throws Exception {
        DeadLetterChannelBuilder handler = new DeadLetterChannelBuilder("mock:dead");
        context.getCamelContextExtension().setErrorHandlerFactory(handler);
        watchAndTell();
        context.addRoutes(failing());
        context.start();

        context.createProducerTemplate().sendBody("direct:failing", "order 1");

        assertThat(context.getCamelContextExtension().getErrorHandlerFactory()).isSameAs(handler);
        MockEndpoint dead = context.getEndpoint("mock:dead", MockEndpoint.class);
        dead.expectedBodiesReceived("order 1");
        dead.assertIsSatisfied();
        assertThat(judge(body("ok")).status()).isEqualTo(Status.OK);
    }

    @Test
    void leavesTheRouteConfigurationsOfTheApplicationAlone() throws Exception {
        context.addRoutes(new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration("shop-errors")
                        .onException(IllegalStateException.class)
                        .handled(true)
                        .to("mock:shop-errors");
            }
        });
        context.addRoutes(new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration().onCompletion().onFailureOnly().to("mock:everywhere");
            }
        });
        RouteConfigurationDefinition everywhere = unnamed();
        watchAndTell();
        context.addRoutes(failing());
        context.start();

        context.createProducerTemplate().sendBody("direct:failing", "order 1");

        assertThat(context.getEndpoint("mock:shop-errors", MockEndpoint.class).getExchanges())
                .hasSize(1);
        assertThat(unnamed()).isSameAs(everywhere);
        assertThat(model().getRouteConfigurationDefinitions())
                .extracting(RouteConfigurationDefinition::getId)
                .filteredOn(id -> id != null && !id.startsWith("vedette"))
                .contains("shop-errors");
        assertThat(model().getRouteDefinition("failing").getRouteConfigurationId())
                .isEqualTo("shop-errors*");
    }

    /** The only one that all routes have: a second one would be ours. */
    private RouteConfigurationDefinition unnamed() {
        return model().getRouteConfigurationDefinitions().stream()
                .filter(one -> one.getOnCompletions().size() == 1)
                .reduce((one, other) -> {
                    throw new IllegalStateException("more than one");
                })
                .orElseThrow();
    }

    @Test
    void bindsNothingButUnderItsOwnName() throws Exception {
        context.getRegistry().bind("clock", "the shop's own");
        Set<String> before = bound();
        context.getPropertiesComponent().addInitialProperty("vedette.webhook.url", "http://127.0.0.1:1/");
        watchAndTell();
        context.start();

        assertThat(before).contains("clock");
        assertThat(bound())
                .containsAll(before)
                .filteredOn(name -> !before.contains(name) && !OF_CAMEL.contains(name))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith("vedette"));
        assertThat(context.getRegistry().lookupByName("clock")).isEqualTo("the shop's own");
    }

    private Set<String> bound() {
        return new TreeSet<>(
                ((SimpleRegistry) ((DefaultRegistry) context.getRegistry()).getFallbackRegistry()).keySet());
    }

    @Test
    void leavesTheJsonOfTheApplicationAlone() throws Exception {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        context.getRegistry().bind("shop-json", mapper);
        Class<?> paths = com.jayway.jsonpath.Configuration.defaultConfiguration()
                .jsonProvider()
                .getClass();
        watchAndTell();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                JacksonDataFormat json = new JacksonDataFormat(mapper, Greeting.class);
                from("direct:greet").marshal(json);
                from("direct:status")
                        .to("vedette:observe?check=greeter&rule=json&statusPath=$.first_name&okValues=Ada");
            }
        });
        context.start();

        String greeted =
                context.createProducerTemplate().requestBody("direct:greet", new Greeting("Ada"), String.class);
        Verdict verdict = context.createProducerTemplate().requestBody("direct:status", greeted, Verdict.class);

        assertThat(greeted).isEqualTo("{\"first_name\":\"Ada\"}");
        assertThat(verdict.status()).isEqualTo(Status.OK);
        assertThat(context.getRegistry().findByType(ObjectMapper.class)).containsExactly(mapper);
        assertThat(mapper.getRegisteredModuleIds()).isEmpty();
        assertThat(com.jayway.jsonpath.Configuration.defaultConfiguration().jsonProvider())
                .isInstanceOf(paths);
    }

    @Test
    void registersNothingForManagement(@TempDir Path folder) throws Exception {
        Set<ObjectName> before = ManagementFactory.getPlatformMBeanServer().queryNames(null, null);
        context.getPropertiesComponent()
                .addInitialProperty("vedette.database.url", "jdbc:sqlite:" + folder.resolve("app.db"));
        watchAndTell();
        context.start();
        judge(body("ok"));

        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(null, null))
                .filteredOn(name -> !before.contains(name))
                .filteredOn(name -> !name.getDomain().startsWith("java.")
                        && !name.getDomain().startsWith("jdk."))
                .isEmpty();
    }

    @Test
    void leavesPlaceholdersToTheApplication() throws Exception {
        Properties shop = new Properties();
        shop.setProperty("shop.name", "Corner shop");
        context.getPropertiesComponent().setInitialProperties(shop);
        List<String> functions = List.of("file", "env", "sys", "vedette");
        List<Boolean> before = functions.stream()
                .map(name -> context.getPropertiesComponent().hasPropertiesFunction(name))
                .toList();
        watchAndTell();
        context.start();

        assertThat(context.resolvePropertyPlaceholders("{{shop.name}}")).isEqualTo("Corner shop");
        assertThat(functions)
                .extracting(name -> context.getPropertiesComponent().hasPropertiesFunction(name))
                .isEqualTo(before);
        assertThat(context.getPropertiesComponent().getLocations()).isEmpty();
        assertThatThrownBy(() -> context.resolvePropertyPlaceholders("{{vedette.interval}}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesTheOptionsOfTheContextAsTheyAre() throws Exception {
        ShutdownStrategy own = context.getShutdownStrategy();
        own.setTimeout(7);
        context.setStreamCaching(true);
        context.setMessageHistory(true);
        Map<String, Object> before = options();
        watchAndTell();
        context.start();

        assertThat(options()).isEqualTo(before);
        assertThat(context.getShutdownStrategy()).isSameAs(own);
        assertThat(own.getTimeout()).isEqualTo(7);
        assertThat(context.getRouteController().getControlledRoutes()).isEmpty();
    }

    private Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("name", context.getName());
        options.put("uuids", context.getUuidGenerator());
        options.put("stream caching", context.isStreamCaching());
        options.put("message history", context.isMessageHistory());
        options.put("tracing", context.isTracing());
        options.put("MDC", context.isUseMDCLogging());
        options.put("route controller", context.getRouteController());
        options.put("shutdown", context.getShutdownRoute());
        options.put("auto startup", context.isAutoStartup());
        options.put("threads", context.getExecutorServiceManager().getDefaultThreadPoolProfile());
        options.put("class loader", context.getApplicationContextClassLoader());
        options.put("management names", context.getManagementNameStrategy().getClass());
        options.put("global options", Map.copyOf(context.getGlobalOptions()));
        options.put("inflight", context.getInflightRepository());
        return options;
    }

    @Test
    void letsRoutesOfTheApplicationEndBeforeItStops() throws Exception {
        CountDownLatch under = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Verdict> outcome = new CompletableFuture<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:late")
                        .routeId("late")
                        .process(exchange -> {
                            under.countDown();
                            release.await(30, TimeUnit.SECONDS);
                        })
                        .to("vedette:observe?rule=task")
                        .process(exchange ->
                                outcome.complete(exchange.getMessage().getBody(Verdict.class)));
            }
        });
        context.start();
        context.createProducerTemplate().sendBody("seda:late", body("ok"));
        assertThat(under.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> context.stop());
        await().until(() -> context.getRouteController().getRouteStatus("late").isStopping() || context.isStopping());
        release.countDown();

        assertThat(outcome.get(30, TimeUnit.SECONDS).status()).isEqualTo(Status.OK);
        stopping.get(30, TimeUnit.SECONDS);
    }

    @Test
    void addsNoRouteThatTheApplicationDidNotWrite() throws Exception {
        watchAndTell();
        context.start();

        assertThat(context.getRoutes()).extracting(route -> route.getId()).containsExactlyInAnyOrder("stock", "tell");
        assertThat(model().getRouteTemplateDefinitions()).isEmpty();
    }

    @Test
    void sendsNothingAnywhereByItself() throws Exception {
        try (LocalServer elsewhere = LocalServer.answering(200, "")) {
            context.getPropertiesComponent().addInitialProperty("vedette.webhook.url", elsewhere.url("/"));
            context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
            List<Object> told = new CopyOnWriteArrayList<>();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
                    from("vedette:alerts?target=tell")
                            .routeId("tell")
                            .process(exchange -> told.add(exchange.getMessage().getBody()));
                }
            });
            context.start();
            judge(body("broken"));

            await().until(() -> told.size() == 1);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    private void watchAndTell() throws Exception {
        context.getPropertiesComponent().addInitialProperty("vedette.group-window", "0s");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
                from("vedette:alerts?target=tell").routeId("tell").to("mock:told");
            }
        });
    }

    private static RouteBuilder failing() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:failing")
                        .routeId("failing")
                        .routeConfigurationId("shop-errors*")
                        .throwException(new IllegalStateException("out of stock"));
            }
        };
    }

    private Verdict judge(String body) {
        return context.createProducerTemplate().requestBody("direct:stock", body, Verdict.class);
    }

    private static String body(String status) {
        return "{\"status\":\"" + status + "\",\"lastrun\":\"" + Instant.now() + "\",\"frequency\":60}";
    }

    private ModelCamelContext model() {
        return context;
    }
}
