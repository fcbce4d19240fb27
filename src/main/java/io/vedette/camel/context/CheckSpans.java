package io.vedette.camel.context;

import io.vedette.camel.RunEndpoint;
import io.vedette.camel.VedetteComponent;
import io.vedette.camel.VedetteEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractInternalSpanDecorator;

/** Says in the spans of {@code vedette:} endpoints which check or target they are about. */
public final class CheckSpans extends AbstractInternalSpanDecorator {

    static final String CHECK = "vedette.check";
    static final String TARGET = "vedette.target";

    @Override
    public String getComponent() {
        return "vedette";
    }

    @Override
    public String getComponentClassName() {
        return VedetteComponent.class.getName();
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        if (endpoint instanceof VedetteEndpoint ours) {
            if (ours.getTarget() != null) {
                span.setTag(TARGET, ours.getTarget());
            } else {
                span.setTag(CHECK, ours.getCheck() == null ? exchange.getFromRouteId() : ours.getCheck());
            }
        } else if (endpoint instanceof RunEndpoint run) {
            span.setTag(CHECK, run.getCheck() == null ? exchange.getFromRouteId() : run.getCheck());
        }
    }
}
