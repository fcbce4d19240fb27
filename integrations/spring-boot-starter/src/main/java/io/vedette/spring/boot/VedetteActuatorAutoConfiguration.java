package io.vedette.spring.boot;

import io.vedette.Vedette;
import org.apache.camel.CamelContext;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows Vedette in the actuator of an application that has one: its own health, and its checks at the endpoint {@code vedette}. */
@AutoConfiguration(after = VedetteAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean(Vedette.class)
public class VedetteActuatorAutoConfiguration {

    /** Shows how Vedette itself is doing, as {@code vedette}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    @ConditionalOnEnabledHealthIndicator("vedette")
    public static class Health {

        /** Returns the health of Vedette itself, never that of what it watches. */
        @Bean
        @ConditionalOnMissingBean(name = "vedetteHealthIndicator")
        public HealthIndicator vedetteHealthIndicator(Vedette vedette, CamelContext context) {
            return new VedetteHealth(context);
        }
    }

    /** Returns the endpoint {@code vedette}; it is there where the application exposes it. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(endpoint = VedetteEndpoint.class)
    public VedetteEndpoint vedetteEndpoint(Vedette vedette) {
        return new VedetteEndpoint(vedette);
    }

    /** Returns what answers at that endpoint by HTTP. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(VedetteEndpoint.class)
    @ConditionalOnAvailableEndpoint(endpoint = VedetteEndpoint.class)
    public VedetteWebEndpoint vedetteWebEndpoint(Vedette vedette, VedetteEndpoint endpoint) {
        return new VedetteWebEndpoint(vedette, endpoint);
    }

    /** Returns what refuses misspelt fields there. */
    @Bean
    @ConditionalOnBean(VedetteEndpoint.class)
    UnknownFields vedetteUnknownFields() {
        return new UnknownFields();
    }
}
