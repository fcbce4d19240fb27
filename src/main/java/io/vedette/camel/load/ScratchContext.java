package io.vedette.camel.load;

import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;

/** Contexts that only read and verify: they never start, write no log of their own, and take no name that the next context would have. */
public final class ScratchContext {

    private static final String NAME = "vedette-scratch";

    private ScratchContext() {}

    /** Returns one that is to be built. */
    public static DefaultCamelContext make() {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setNameStrategy(new ExplicitCamelContextNameStrategy(NAME));
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        return context;
    }
}
