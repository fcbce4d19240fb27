package io.vedette.camel;

import org.apache.camel.CamelContext;

/** Starts Vedette in a context whose application bound no {@link VedetteService}; found by {@link java.util.ServiceLoader}. */
public interface EmbeddedStart {

    /**
     * Starts the service of a context from the {@code vedette.*} properties of the application and puts it on the context.
     *
     * @throws IllegalArgumentException when a property is wrong; the message lists every problem
     */
    VedetteService start(CamelContext context);
}
