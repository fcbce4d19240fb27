package io.vedette.camel;

import io.vedette.camel.load.VedetteOperation;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Starts the runs of a check, or asks, in the route of a template: {@code vedette:schedule} and {@code vedette:probe?type=http}.
 * Both stand in templates alone, so that they are no part of what tools show of the component.
 */
public final class RunEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    private final VedetteOperation operation;
    private String check;
    private String type;

    RunEndpoint(String uri, VedetteComponent component, VedetteOperation operation) {
        super(uri, component);
        this.operation = operation;
    }

    @Override
    public Producer createProducer() {
        if (operation != VedetteOperation.PROBE) {
            throw new IllegalArgumentException(getEndpointUri() + " starts a route: it stands in from, not in to");
        }
        return new ProbeProducer(this, stages());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        if (operation != VedetteOperation.SCHEDULE) {
            throw new IllegalArgumentException(getEndpointUri() + " takes messages: it stands in to, not in from");
        }
        return new ScheduleConsumer(this, processor, stages());
    }

    private Stages stages() {
        return ((VedetteComponent) getComponent()).getService().stages();
    }

    /** All checks start from the one endpoint {@code vedette:schedule}. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return operation == VedetteOperation.SCHEDULE;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    /** Returns whether it starts the runs of checks. */
    public boolean isSchedule() {
        return operation == VedetteOperation.SCHEDULE;
    }

    String operation() {
        return operation.path();
    }

    /** Returns the check that is asked; null for the one that is named as the route. */
    public String getCheck() {
        return check;
    }

    public void setCheck(String check) {
        this.check = check;
    }

    /** Returns how {@code vedette:probe} asks, such as {@code http}; read where the route is added. */
    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }
}
