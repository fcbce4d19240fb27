package io.vedette.camel;

import io.vedette.camel.load.ObservedCheck;
import io.vedette.camel.load.VedetteOperation;
import io.vedette.target.TargetKind;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Judge messages as observations of checks, and consume alerts with acknowledgement. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "vedette",
        title = "Vedette",
        syntax = "vedette:operation",
        remote = false,
        category = {Category.MONITORING})
public class VedetteEndpoint extends ScheduledPollEndpoint implements MultipleConsumersSupport {

    @UriPath(description = "What the endpoint does", enums = "schedule,probe,observe,alerts")
    @Metadata(required = true)
    private final VedetteOperation operation;

    @UriParam(label = "producer", description = "The check that is observed; by default the id of the route")
    private String check;

    @UriParam(label = "producer", description = "The rule by which vedette:observe judges, such as task")
    private String rule;

    @UriParam(label = "producer", description = "How vedette:probe asks, such as http")
    private String type;

    @UriParam(label = "consumer", description = "The target whose alerts vedette:alerts hands over")
    private String target;

    @UriParam(
            label = "consumer",
            defaultValue = "webhook",
            description = "The kind of the target, which makes its messages; for routes that use the variable target")
    private TargetKind kind = TargetKind.WEBHOOK;

    private Map<String, String> options = Map.of();

    public VedetteEndpoint(String uri, VedetteComponent component, VedetteOperation operation) {
        super(uri, component);
        this.operation = operation;
        setInitialDelay(100);
        setDelay(200);
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case PROBE -> new ProbeProducer(this, stages());
            case OBSERVE -> new ObserveProducer(this, stages());
            case SCHEDULE, ALERTS ->
                throw new IllegalArgumentException(getEndpointUri() + " starts a route: use it in from, not in to");
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation == VedetteOperation.SCHEDULE) {
            return new ScheduleConsumer(this, processor, stages());
        }
        if (operation != VedetteOperation.ALERTS) {
            throw new IllegalArgumentException(getEndpointUri() + " accepts messages: use it in to, not in from");
        }
        if (target == null || target.isBlank()) {
            throw new IllegalArgumentException("vedette:alerts needs the parameter target, the name of the target");
        }
        AlertsConsumer consumer = new AlertsConsumer(this, processor, stages());
        configureConsumer(consumer);
        return consumer;
    }

    private Stages stages() {
        return ((VedetteComponent) getComponent()).getService().stages();
    }

    @Override
    public boolean isLenientProperties() {
        return operation == VedetteOperation.OBSERVE;
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

    public VedetteOperation getOperation() {
        return operation;
    }

    public String getCheck() {
        return check;
    }

    public void setCheck(String check) {
        this.check = check;
    }

    public String getRule() {
        return rule;
    }

    public void setRule(String rule) {
        this.rule = rule;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public String getTarget() {
        return target;
    }

    public void setTarget(String target) {
        this.target = target;
    }

    public TargetKind getKind() {
        return kind;
    }

    public void setKind(TargetKind kind) {
        this.kind = kind;
    }

    /** Returns the check that its options describe. */
    ObservedCheck observed(String name) {
        return new ObservedCheck(name, Optional.empty(), rule == null ? "task" : rule, options, 0);
    }

    void setOptions(Map<String, String> options) {
        this.options = Map.copyOf(options);
    }
}
