package io.vedette.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** What belongs to the application stays as it is. */
class MannersTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static class Guest {

        @Bean
        ObjectMapper objectMapper() {
            return new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        }

        @Bean
        RouteConfigurationBuilder configuration() {
            return new RouteConfigurationBuilder() {
                @Override
                public void configuration() {
                    routeConfiguration("of-the-shop")
                            .onException(IllegalStateException.class)
                            .handled(true)
                            .to("mock:handled");
                }
            };
        }

        @Bean
        RouteBuilder own() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(deadLetterChannel("mock:dead")
                            .maximumRedeliveries(1)
                            .redeliveryDelay(1));
                    from("direct:dead").routeId("dead").throwException(new IllegalArgumentException("broken"));
                    from("direct:handled")
                            .routeId("handled")
                            .routeConfigurationId("of-the-shop")
                            .throwException(new IllegalStateException("broken"));
                    from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
                }
            };
        }
    }

    @Test
    void leavesErrorHandlersAndRouteConfigurationsAlone() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            ModelCamelContext camel = (ModelCamelContext) application.getBean(CamelContext.class);
            ProducerTemplate template = application.getBean(ProducerTemplate.class);
            MockEndpoint dead = camel.getEndpoint("mock:dead", MockEndpoint.class);
            MockEndpoint handled = camel.getEndpoint("mock:handled", MockEndpoint.class);

            template.sendBody("direct:dead", "x");
            template.sendBody("direct:handled", "x");

            assertThat(dead.getReceivedCounter()).isEqualTo(1);
            assertThat(handled.getReceivedCounter()).isEqualTo(1);
            assertThat(camel.getRouteConfigurationDefinitions())
                    .extracting(RouteConfigurationDefinition::getId)
                    .filteredOn(id -> !id.startsWith("vedette-"))
                    .containsExactly("of-the-shop");
            assertThat(camel.getRouteDefinitions())
                    .extracting(route -> route.getId())
                    .containsOnly("dead", "handled", "stock");
        }
    }

    @Test
    void addsOnlyBeansThatAreItsOwn() {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(Arrays.stream(application.getBeanDefinitionNames())
                            .filter(name -> application.getType(name) != null
                                    && application.getType(name).getName().startsWith("io.vedette.")
                                    && !application.getType(name).getName().contains("Configuration"))
                            .filter(name -> !application.getType(name).getName().contains("Guest")))
                    .containsExactlyInAnyOrder("vedetteHost", "vedette", "vedetteHealthIndicator");
        }
    }

    @Test
    void writesItsOwnJsonWithoutTheMapperOfTheApplication() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            ObjectMapper mapper = application.getBean(ObjectMapper.class);
            application
                    .getBean(ProducerTemplate.class)
                    .requestBody("direct:stock", "{\"status\":\"ok\",\"lastRun\":\"2020-01-01T00:00:00Z\"}");

            assertThat(application.getBeansOfType(ObjectMapper.class)).hasSize(1);
            assertThat(mapper.writeValueAsString(new Named("x"))).isEqualTo("{\"first_name\":\"x\"}");
            assertThat(mapper.getRegisteredModuleIds()).isEmpty();
        }
    }

    /** What is written. */
    public record Named(String firstName) {}

    @Test
    void registersNothingWithJmx() throws Exception {
        Set<String> before = domains();
        try (ConfigurableApplicationContext application = start()) {
            assertThat(application.isRunning()).isTrue();
            assertThat(domains()).isEqualTo(before);
            assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("*:*"), null))
                    .noneMatch(name -> name.toString().contains("vedette"));
        }
    }

    @Test
    void endsWithTheApplication() {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        try (ConfigurableApplicationContext application = start()) {
            application.getBean(ProducerTemplate.class).requestBody("direct:stock", "{\"status\":\"ok\"}");
            assertThat(threads(others)).isNotEmpty();
        }

        await().untilAsserted(() -> assertThat(threads(others)).isEmpty());
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Guest.class)
                .web(WebApplicationType.NONE)
                .properties("spring.jmx.enabled=false", "spring.main.banner-mode=off")
                .run();
    }

    private static Set<String> domains() {
        return new TreeSet<>(List.of(ManagementFactory.getPlatformMBeanServer().getDomains()));
    }

    /** Those of a process, such as the one that notices when it stood still, are there once, whatever ends. */
    private static Set<String> threads(Set<Thread> others) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !others.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.contains("vedette"))
                .filter(name -> !name.equals("vedette-standstill"))
                .collect(Collectors.toSet());
    }
}
