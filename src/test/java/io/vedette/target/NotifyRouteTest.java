package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.vedette.alert.Alerts;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.TargetProtocol;
import io.vedette.camel.TargetCall;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** Runs the route of a target template, as it stands in the jar, against a target on loopback. */
abstract class NotifyRouteTest {

    static final Clock CLOCK = Clock.fixed(Alerts.AT, ZoneOffset.UTC);

    final AlertsComponent alerts = new AlertsComponent();
    final Secrets secrets = new Secrets();
    final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties settings = new Properties();
    private final Map<String, String> parameters = new HashMap<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<Appender<ILoggingEvent>> console = new ArrayList<>();
    private Level levelBefore;

    @BeforeEach
    void listenToTheLog() {
        log.start();
        // At DEBUG Camel and the HTTP client write down settings and headers; nobody runs them so.
        levelBefore = rootLogger().getLevel();
        rootLogger().setLevel(Level.INFO);
        rootLogger().iteratorForAppenders().forEachRemaining(console::add);
        console.forEach(rootLogger()::detachAppender);
        rootLogger().addAppender(log);
    }

    @AfterEach
    void stopAndLookForSecrets() {
        context.stop();
        rootLogger().detachAppender(log);
        console.forEach(rootLogger()::addAppender);
        rootLogger().setLevel(levelBefore);
        for (String secret : secrets.all()) {
            assertThat(logged()).as("the log").doesNotContain(secret);
        }
    }

    final void set(String key, String value) {
        settings.setProperty(key, value);
    }

    /** A setting that must not be shown anywhere. */
    final void setSecret(String key, String value) {
        set(key, value);
        secrets.learn(List.of(value));
    }

    final void start(String target) throws Exception {
        startTemplate(target, template(target));
    }

    /** Starts the route with a patience that a test can wait for. */
    final void startImpatiently(String target) throws Exception {
        startWithPatience(target, 200);
    }

    /** Starts the route with so many milliseconds of patience for a byte of the answer. */
    final void startWithPatience(String target, int millis) throws Exception {
        String impatient = template(target).replace("responseTimeout: 20000", "responseTimeout: " + millis);
        assertThat(impatient).isNotEqualTo(template(target));
        startTemplate(target, impatient);
    }

    private static String template(String target) throws IOException {
        return Files.readString(Path.of("src/main/resources/io/vedette/templates/notify-" + target + ".yaml"));
    }

    /** Starts a target that is told at a vendor's, with so many milliseconds of patience for a byte of an answer. */
    final void start(VendorServer vendor, int millis) throws Exception {
        start(vendor, Map.of(), millis);
    }

    /** Starts it with these parameters beside those that it needs. */
    final void start(VendorServer vendor, Map<String, String> more, int millis) throws Exception {
        parameters.putAll(vendor.values());
        parameters.putAll(more);
        secrets.learn(vendor.secrets());
        startWithPatience(vendor.kind().toString(), millis);
    }

    private void startTemplate(String target, String yaml) throws Exception {
        prepare(kind -> {
            Parameters values = new Parameters(parameters.isEmpty() ? kind.values(given()) : parameters);
            TargetProtocol protocol = kind.protocol(values, CLOCK).orElseThrow();
            assertThat(values.problems(values.asked())).isEmpty();
            return protocol;
        });
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("notify-" + target + ".yaml", yaml));
        // No value stands in the route: those that Camel asks for are anything.
        Map<String, Object> values = new HashMap<>();
        Optional.ofNullable(
                        context.getRouteTemplateDefinition("notify-" + target).getTemplateParameters())
                .ifPresent(parameters -> parameters.forEach(parameter -> values.put(parameter.getName(), "unused")));
        context.addRouteFromTemplate("notify-" + target, "notify-" + target, values);
        context.start();
    }

    /** Starts a route of an operator's own. */
    final void load(String target, String yaml) throws Exception {
        prepare(kind -> kind.protocol(kind.values(given()), CLOCK));
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("notify-" + target + ".yaml", yaml));
        context.start();
    }

    private void prepare(Function<TargetKind, TargetProtocol> maker) throws Exception {
        context.getPropertiesComponent().setInitialProperties(settings);
        context.setAutowiredEnabled(false); // The generated code for it knows the real component only.
        context.addComponent("vedette", alerts);
        alerts.speaks(maker, secrets);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.resolveResource(context, "classpath:io/vedette/templates/vedette-notify.yaml"));
    }

    /** Hands the digest to the route; what it left behind has no secret in it. */
    final Exchange deliver(String target, Digest digest) throws Exception {
        Exchange exchange = alerts.deliver(target, digest);
        TargetCall.failure(exchange).ifPresent(exchange::setException);
        if (exchange.getException() != null) {
            StringWriter trace = new StringWriter();
            exchange.getException().printStackTrace(new PrintWriter(trace));
            for (String secret : secrets.all()) {
                assertThat(trace.toString()).as("the exception").doesNotContain(secret);
            }
        }
        return exchange;
    }

    /** What of a digest was taken, by check, with what the target calls what it opened. */
    static Map<String, String> taken(Exchange exchange) {
        return exchange.getVariable(TargetCall.VARIABLE, TargetCall.class).taken();
    }

    final DeliveryFailed failureOf(Exchange exchange) {
        assertThat(exchange.getException()).isNotNull();
        DeliveryFailed failure = exchange.getException(DeliveryFailed.class);
        assertThat(failure).as(exchange.getException().toString()).isNotNull();
        return failure;
    }

    final String logged() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            text.append(event.getLevel())
                    .append(' ')
                    .append(event.getLoggerName())
                    .append(' ')
                    .append(event.getFormattedMessage())
                    .append('\n');
            for (IThrowableProxy e = event.getThrowableProxy(); e != null; e = e.getCause()) {
                text.append(e.getMessage()).append('\n');
            }
        }
        return text.toString();
    }

    private Map<String, String> given() {
        return settings.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, settings::getProperty));
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
