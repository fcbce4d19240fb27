package io.vedette.spring.boot;

import io.vedette.Vedette;
import io.vedette.camel.VedetteHost;
import io.vedette.camel.run.EmbeddedFront;
import jakarta.servlet.Servlet;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;

/** Serves dashboard and API in the server of a web application, at the path {@code vedette.http.path}. */
@AutoConfiguration(after = VedetteAutoConfiguration.class)
@ConditionalOnClass(Servlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("vedette.http.path")
@ConditionalOnBean(VedetteHost.class)
public class VedetteServletAutoConfiguration {

    /** Returns what answers requests, once Vedette has started. */
    @Bean
    @Lazy
    EmbeddedFront vedetteFront(Vedette vedette, CamelContext context) throws Exception {
        return EmbeddedFront.of(context);
    }

    /** Registers the servlet, before Vedette starts; not at all where nothing guards it. */
    @Bean
    ServletRegistrationBean<VedetteServlet> vedetteServlet(VedetteHost host, ObjectProvider<EmbeddedFront> front) {
        Optional<String> path = EmbeddedFront.path(host.settings());
        ServletRegistrationBean<VedetteServlet> registration = new ServletRegistrationBean<>(
                new VedetteServlet(front::getObject),
                false,
                path.map(known -> known + "/*").orElse("/vedette/*"));
        registration.setName("vedette");
        registration.setAsyncSupported(true);
        registration.setEnabled(path.isPresent());
        return registration;
    }

    /** Ends the streams of events when the application is asked to end: its server waits for all requests to be answered. */
    @Bean
    ApplicationListener<ContextClosedEvent> vedetteStreamsEnd(
            ServletRegistrationBean<VedetteServlet> vedetteServlet, ApplicationContext own) {
        return event -> {
            if (event.getApplicationContext() == own) {
                vedetteServlet.getServlet().end();
            }
        };
    }
}
