package io.vedette.camel;

import io.vedette.camel.load.ObservedCheck;
import io.vedette.camel.load.VedetteOperation;
import io.vedette.target.TargetKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
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
public class VedetteEndpoint extends ScheduledPollEndpoint {

    /** What is no option of a check. */
    static final Set<String> OWN_OPTIONS = Set.of("check", "rule", "lazyStartProducer");

    private static final long INITIAL_DELAY = 100;
    private static final long DELAY = 200;

    @UriPath(
            description = "What the endpoint does: observe judges messages, alerts hands over alerts",
            enums = "observe,alerts")
    @Metadata(required = true)
    private final VedetteOperation operation;

    @UriParam(label = "producer", description = "The check that is observed; by default the id of the route")
    private String check;

    @UriParam(
            label = "producer",
            defaultValue = "task",
            enums =
                    "avalanche-health,avalanche-liveness,dns,domain,grpc,health,heartbeat,http,json,ping,portos,pryv-core,"
                            + "pryv-dns,pryv-register,sql,task,tcp,tls,websocket",
            description = "The rule by which vedette:observe judges")
    private String rule;

    @UriParam(label = "producer")
    private CheckOptions checkOptions = new CheckOptions();

    @UriParam(
            label = "consumer",
            description = "The target whose alerts vedette:alerts hands over; it must be set there")
    private String target;

    @UriParam(
            label = "consumer",
            defaultValue = "webhook",
            enums = "slack,sentry,hipchat,webhook,email,log,uri,teams,discord,telegram,mattermost,google-chat,ntfy,"
                    + "pushover,pagerduty,opsgenie,twilio,alertmanager",
            description = "The kind of the target, which makes its messages; for routes that use the variable target")
    private TargetKind kind = TargetKind.WEBHOOK;

    @UriParam(label = "consumer")
    private AlertOptions alertOptions = new AlertOptions();

    // Camel keeps these two; they stand here for the catalog, which would show Camel's defaults.
    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "" + INITIAL_DELAY,
            description = "Milliseconds before the first look for alerts")
    private long initialDelay = INITIAL_DELAY;

    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "" + DELAY,
            description = "Milliseconds between two looks for alerts")
    private long delay = DELAY;

    private Map<String, String> options = Map.of();

    public VedetteEndpoint(String uri, VedetteComponent component, VedetteOperation operation) {
        super(uri, component);
        this.operation = operation;
        setInitialDelay(initialDelay);
        setDelay(delay);
    }

    @Override
    public Producer createProducer() {
        if (operation != VedetteOperation.OBSERVE) {
            throw new IllegalArgumentException(getEndpointUri() + " starts a route: use it in from, not in to");
        }
        return new ObserveProducer(this, stages());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
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

    public CheckOptions getCheckOptions() {
        return checkOptions;
    }

    /** Sets what describes the check that {@code vedette:observe} observes. */
    public void setCheckOptions(CheckOptions checkOptions) {
        this.checkOptions = checkOptions;
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

    public AlertOptions getAlertOptions() {
        return alertOptions;
    }

    public void setAlertOptions(AlertOptions alertOptions) {
        this.alertOptions = alertOptions;
    }

    /** Returns what its target wants to be notified of, when, and in which words: those of its options that are set. */
    Map<String, String> wishes() {
        return alertOptions.wishes(checkOptions.getTags()); // A check has tags too.
    }

    @Override
    public long getInitialDelay() {
        return initialDelay;
    }

    @Override
    public void setInitialDelay(long initialDelay) {
        super.setInitialDelay(initialDelay);
        this.initialDelay = initialDelay;
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    /** Returns the check that its options describe. */
    ObservedCheck observed(String name) {
        Map<String, String> all = new LinkedHashMap<>(checkOptions.given());
        all.putAll(options);
        return ObservedCheck.of(name, rule, all);
    }

    void setOptions(Map<String, String> options) {
        this.options = Map.copyOf(options);
    }
}
