package io.vedette.spring.boot;

import io.vedette.Vedette;
import io.vedette.camel.VedetteHost;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Sets up Vedette in the Camel context of an application, by the {@code vedette.*} settings of its environment. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnBean(CamelContext.class)
public class VedetteAutoConfiguration {

    /** Tells Vedette the settings of the environment; an application may have a bean of its own instead. */
    @Bean
    @ConditionalOnMissingBean
    public VedetteHost vedetteHost(ConfigurableEnvironment environment) {
        return EnvironmentSettings.of(environment);
    }

    /**
     * Starts Vedette, after the migrations of the application: where both use one schema, its own come first.
     *
     * @throws io.vedette.camel.SettingsRefused when a setting is wrong
     */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    public Vedette vedette(CamelContext context, ApplicationEventPublisher publisher) {
        Vedette vedette = Vedette.of(context);
        vedette.onTransition(transition -> publisher.publishEvent(new VedetteTransition(transition)));
        vedette.onAlert(alert -> publisher.publishEvent(new VedetteAlert(alert)));
        return vedette;
    }
}
