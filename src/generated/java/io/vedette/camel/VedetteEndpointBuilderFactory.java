// Generated from the catalog entry by EndpointDslTest; do not edit.
package io.vedette.camel;

import java.util.Map;
import org.apache.camel.builder.EndpointConsumerBuilder;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.builder.endpoint.AbstractEndpointBuilder;

/**
 * Builders of {@code vedette:} endpoints for Camel's endpoint DSL: {@code from(vedette("alerts").target("ops"))}, {@code
 * to(vedette("observe").rule("task"))}. An application that uses them has camel-endpointdsl on its class path.
 */
public interface VedetteEndpointBuilderFactory {

    /** Starts a route with {@code vedette:alerts}. */
    interface VedetteEndpointConsumerBuilder extends EndpointConsumerBuilder {

        /** Its hours, as in maintenance; always when not set */
        default VedetteEndpointConsumerBuilder active(String active) {
            doSetProperty("active", active);
            return this;
        }

        /** It is notified only of problems that last longer and that nobody acknowledged */
        default VedetteEndpointConsumerBuilder after(String after) {
            doSetProperty("after", after);
            return this;
        }

        /** A comma list of the groups of checks that the target is notified of; all when not set */
        default VedetteEndpointConsumerBuilder groups(String groups) {
            doSetProperty("groups", groups);
            return this;
        }

        /** Changes within this time make one message; vedette.group-window when not set */
        default VedetteEndpointConsumerBuilder groupWindow(String groupWindow) {
            doSetProperty("groupWindow", groupWindow);
            return this;
        }

        /** The kind of the target, which makes its messages; for routes that use the variable target */
        default VedetteEndpointConsumerBuilder kind(io.vedette.target.TargetKind kind) {
            doSetProperty("kind", kind);
            return this;
        }

        /** The kind of the target, which makes its messages; for routes that use the variable target */
        default VedetteEndpointConsumerBuilder kind(String kind) {
            doSetProperty("kind", kind);
            return this;
        }

        /** The least state that it is notified of: degraded or error */
        default VedetteEndpointConsumerBuilder minStatus(String minStatus) {
            doSetProperty("minStatus", minStatus);
            return this;
        }

        /** Whether it is reminded: true, false, or the least time between two */
        default VedetteEndpointConsumerBuilder reminders(String reminders) {
            doSetProperty("reminders", reminders);
            return this;
        }

        /** If the polling consumer did not poll any files, you can enable this option to send an empty message (no body) instead. */
        default VedetteEndpointConsumerBuilder sendEmptyMessageWhenIdle(boolean sendEmptyMessageWhenIdle) {
            doSetProperty("sendEmptyMessageWhenIdle", sendEmptyMessageWhenIdle);
            return this;
        }

        /** If the polling consumer did not poll any files, you can enable this option to send an empty message (no body) instead. */
        default VedetteEndpointConsumerBuilder sendEmptyMessageWhenIdle(String sendEmptyMessageWhenIdle) {
            doSetProperty("sendEmptyMessageWhenIdle", sendEmptyMessageWhenIdle);
            return this;
        }

        /** The target whose alerts vedette:alerts hands over; it must be set there */
        default VedetteEndpointConsumerBuilder target(String target) {
            doSetProperty("target", target);
            return this;
        }

        /** The details likewise */
        default VedetteEndpointConsumerBuilder text(String text) {
            doSetProperty("text", text);
            return this;
        }

        /** The headline in the language simple over the fields of the alert; built in when not set */
        default VedetteEndpointConsumerBuilder title(String title) {
            doSetProperty("title", title);
            return this;
        }

        /** Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible) occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed as a message and handled by the routing Error Handler. Important: This is only possible if the 3rd party component allows Camel to be alerted if an exception was thrown. Some components handle this internally only, and therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel component to hook into the 3rd party component and make this possible for future releases. By default the consumer will use the org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level and ignored. */
        default VedetteEndpointConsumerBuilder bridgeErrorHandler(boolean bridgeErrorHandler) {
            doSetProperty("bridgeErrorHandler", bridgeErrorHandler);
            return this;
        }

        /** Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible) occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed as a message and handled by the routing Error Handler. Important: This is only possible if the 3rd party component allows Camel to be alerted if an exception was thrown. Some components handle this internally only, and therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel component to hook into the 3rd party component and make this possible for future releases. By default the consumer will use the org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level and ignored. */
        default VedetteEndpointConsumerBuilder bridgeErrorHandler(String bridgeErrorHandler) {
            doSetProperty("bridgeErrorHandler", bridgeErrorHandler);
            return this;
        }

        /** To let the consumer use a custom ExceptionHandler. Notice if the option bridgeErrorHandler is enabled then this option is not in use. By default the consumer will deal with exceptions, that will be logged at WARN or ERROR level and ignored. */
        default VedetteEndpointConsumerBuilder exceptionHandler(org.apache.camel.spi.ExceptionHandler exceptionHandler) {
            doSetProperty("exceptionHandler", exceptionHandler);
            return this;
        }

        /** To let the consumer use a custom ExceptionHandler. Notice if the option bridgeErrorHandler is enabled then this option is not in use. By default the consumer will deal with exceptions, that will be logged at WARN or ERROR level and ignored. */
        default VedetteEndpointConsumerBuilder exceptionHandler(String exceptionHandler) {
            doSetProperty("exceptionHandler", exceptionHandler);
            return this;
        }

        /** Sets the exchange pattern when the consumer creates an exchange. */
        default VedetteEndpointConsumerBuilder exchangePattern(org.apache.camel.ExchangePattern exchangePattern) {
            doSetProperty("exchangePattern", exchangePattern);
            return this;
        }

        /** Sets the exchange pattern when the consumer creates an exchange. */
        default VedetteEndpointConsumerBuilder exchangePattern(String exchangePattern) {
            doSetProperty("exchangePattern", exchangePattern);
            return this;
        }

        /** A pluggable org.apache.camel.PollingConsumerPollingStrategy allowing you to provide your custom implementation to control error handling usually occurred during the poll operation before an Exchange have been created and being routed in Camel. */
        default VedetteEndpointConsumerBuilder pollStrategy(org.apache.camel.spi.PollingConsumerPollStrategy pollStrategy) {
            doSetProperty("pollStrategy", pollStrategy);
            return this;
        }

        /** A pluggable org.apache.camel.PollingConsumerPollingStrategy allowing you to provide your custom implementation to control error handling usually occurred during the poll operation before an Exchange have been created and being routed in Camel. */
        default VedetteEndpointConsumerBuilder pollStrategy(String pollStrategy) {
            doSetProperty("pollStrategy", pollStrategy);
            return this;
        }

        /** A comma list of words to filter by; for vedette:alerts: the target is notified of checks with one of them. */
        default VedetteEndpointConsumerBuilder tags(String tags) {
            doSetProperty("tags", tags);
            return this;
        }

        /** The number of subsequent error polls (failed due some error) that should happen before the backoffMultipler should kick-in. */
        default VedetteEndpointConsumerBuilder backoffErrorThreshold(int backoffErrorThreshold) {
            doSetProperty("backoffErrorThreshold", backoffErrorThreshold);
            return this;
        }

        /** The number of subsequent error polls (failed due some error) that should happen before the backoffMultipler should kick-in. */
        default VedetteEndpointConsumerBuilder backoffErrorThreshold(String backoffErrorThreshold) {
            doSetProperty("backoffErrorThreshold", backoffErrorThreshold);
            return this;
        }

        /** The number of subsequent idle polls that should happen before the backoffMultipler should kick-in. */
        default VedetteEndpointConsumerBuilder backoffIdleThreshold(int backoffIdleThreshold) {
            doSetProperty("backoffIdleThreshold", backoffIdleThreshold);
            return this;
        }

        /** The number of subsequent idle polls that should happen before the backoffMultipler should kick-in. */
        default VedetteEndpointConsumerBuilder backoffIdleThreshold(String backoffIdleThreshold) {
            doSetProperty("backoffIdleThreshold", backoffIdleThreshold);
            return this;
        }

        /** To let the scheduled polling consumer backoff if there has been a number of subsequent idles/errors in a row. The multiplier is then the number of polls that will be skipped before the next actual attempt is happening again. When this option is in use then backoffIdleThreshold and/or backoffErrorThreshold must also be configured. */
        default VedetteEndpointConsumerBuilder backoffMultiplier(int backoffMultiplier) {
            doSetProperty("backoffMultiplier", backoffMultiplier);
            return this;
        }

        /** To let the scheduled polling consumer backoff if there has been a number of subsequent idles/errors in a row. The multiplier is then the number of polls that will be skipped before the next actual attempt is happening again. When this option is in use then backoffIdleThreshold and/or backoffErrorThreshold must also be configured. */
        default VedetteEndpointConsumerBuilder backoffMultiplier(String backoffMultiplier) {
            doSetProperty("backoffMultiplier", backoffMultiplier);
            return this;
        }

        /** Milliseconds between two looks for alerts */
        default VedetteEndpointConsumerBuilder delay(long delay) {
            doSetProperty("delay", delay);
            return this;
        }

        /** Milliseconds between two looks for alerts */
        default VedetteEndpointConsumerBuilder delay(String delay) {
            doSetProperty("delay", delay);
            return this;
        }

        /** If greedy is enabled, then the ScheduledPollConsumer will run immediately again, if the previous run polled 1 or more messages. */
        default VedetteEndpointConsumerBuilder greedy(boolean greedy) {
            doSetProperty("greedy", greedy);
            return this;
        }

        /** If greedy is enabled, then the ScheduledPollConsumer will run immediately again, if the previous run polled 1 or more messages. */
        default VedetteEndpointConsumerBuilder greedy(String greedy) {
            doSetProperty("greedy", greedy);
            return this;
        }

        /** Milliseconds before the first look for alerts */
        default VedetteEndpointConsumerBuilder initialDelay(long initialDelay) {
            doSetProperty("initialDelay", initialDelay);
            return this;
        }

        /** Milliseconds before the first look for alerts */
        default VedetteEndpointConsumerBuilder initialDelay(String initialDelay) {
            doSetProperty("initialDelay", initialDelay);
            return this;
        }

        /** Specifies a maximum limit of number of fires. So if you set it to 1, the scheduler will only fire once. If you set it to 5, it will only fire five times. A value of zero or negative means fire forever. */
        default VedetteEndpointConsumerBuilder repeatCount(long repeatCount) {
            doSetProperty("repeatCount", repeatCount);
            return this;
        }

        /** Specifies a maximum limit of number of fires. So if you set it to 1, the scheduler will only fire once. If you set it to 5, it will only fire five times. A value of zero or negative means fire forever. */
        default VedetteEndpointConsumerBuilder repeatCount(String repeatCount) {
            doSetProperty("repeatCount", repeatCount);
            return this;
        }

        /** The consumer logs a start/complete log line when it polls. This option allows you to configure the logging level for that. */
        default VedetteEndpointConsumerBuilder runLoggingLevel(org.apache.camel.LoggingLevel runLoggingLevel) {
            doSetProperty("runLoggingLevel", runLoggingLevel);
            return this;
        }

        /** The consumer logs a start/complete log line when it polls. This option allows you to configure the logging level for that. */
        default VedetteEndpointConsumerBuilder runLoggingLevel(String runLoggingLevel) {
            doSetProperty("runLoggingLevel", runLoggingLevel);
            return this;
        }

        /** Allows for configuring a custom/shared thread pool to use for the consumer. By default each consumer has its own single threaded thread pool. */
        default VedetteEndpointConsumerBuilder scheduledExecutorService(java.util.concurrent.ScheduledExecutorService scheduledExecutorService) {
            doSetProperty("scheduledExecutorService", scheduledExecutorService);
            return this;
        }

        /** Allows for configuring a custom/shared thread pool to use for the consumer. By default each consumer has its own single threaded thread pool. */
        default VedetteEndpointConsumerBuilder scheduledExecutorService(String scheduledExecutorService) {
            doSetProperty("scheduledExecutorService", scheduledExecutorService);
            return this;
        }

        /** To use a cron scheduler from either camel-spring or camel-quartz component. Use value spring or quartz for built in scheduler */
        default VedetteEndpointConsumerBuilder scheduler(java.lang.Object scheduler) {
            doSetProperty("scheduler", scheduler);
            return this;
        }

        /** To use a cron scheduler from either camel-spring or camel-quartz component. Use value spring or quartz for built in scheduler */
        default VedetteEndpointConsumerBuilder scheduler(String scheduler) {
            doSetProperty("scheduler", scheduler);
            return this;
        }

        /** To configure additional properties when using a custom scheduler or any of the Quartz, Spring based scheduler. This is a multi-value option with prefix: scheduler. */
        default VedetteEndpointConsumerBuilder schedulerProperties(Map<String, Object> values) {
            doSetMultiValueProperties("schedulerProperties", "scheduler.", values);
            return this;
        }

        /** Whether the scheduler should be auto started. */
        default VedetteEndpointConsumerBuilder startScheduler(boolean startScheduler) {
            doSetProperty("startScheduler", startScheduler);
            return this;
        }

        /** Whether the scheduler should be auto started. */
        default VedetteEndpointConsumerBuilder startScheduler(String startScheduler) {
            doSetProperty("startScheduler", startScheduler);
            return this;
        }

        /** Time unit for initialDelay and delay options. */
        default VedetteEndpointConsumerBuilder timeUnit(java.util.concurrent.TimeUnit timeUnit) {
            doSetProperty("timeUnit", timeUnit);
            return this;
        }

        /** Time unit for initialDelay and delay options. */
        default VedetteEndpointConsumerBuilder timeUnit(String timeUnit) {
            doSetProperty("timeUnit", timeUnit);
            return this;
        }

        /** Controls if fixed delay or fixed rate is used. See ScheduledExecutorService in JDK for details. */
        default VedetteEndpointConsumerBuilder useFixedDelay(boolean useFixedDelay) {
            doSetProperty("useFixedDelay", useFixedDelay);
            return this;
        }

        /** Controls if fixed delay or fixed rate is used. See ScheduledExecutorService in JDK for details. */
        default VedetteEndpointConsumerBuilder useFixedDelay(String useFixedDelay) {
            doSetProperty("useFixedDelay", useFixedDelay);
            return this;
        }
    }

    /** Hands messages to {@code vedette:observe}. */
    interface VedetteEndpointProducerBuilder extends EndpointProducerBuilder {

        /** Rules http, json: Degraded if the server's certificate expires within this many days; 0 turns it off. */
        default VedetteEndpointProducerBuilder certificateDays(String certificateDays) {
            doSetProperty("certificateDays", certificateDays);
            return this;
        }

        /** The check that is observed; by default the id of the route */
        default VedetteEndpointProducerBuilder check(String check) {
            doSetProperty("check", check);
            return this;
        }

        /** Rule json: JSONPath of an object of components by name, or of an array of components with names. */
        default VedetteEndpointProducerBuilder componentsPath(String componentsPath) {
            doSetProperty("componentsPath", componentsPath);
            return this;
        }

        /** Rules json, sql: What must be true: one predicate per line, in any of Camel's languages (jsonpath, simple, other:...). */
        default VedetteEndpointProducerBuilder condition(String condition) {
            doSetProperty("condition", condition);
            return this;
        }

        /** Rules http, json: A text that the body must contain; upper and lower case differ. */
        default VedetteEndpointProducerBuilder contains(String contains) {
            doSetProperty("contains", contains);
            return this;
        }

        /** Rules http, json: A text that the body must not contain; upper and lower case differ. */
        default VedetteEndpointProducerBuilder containsNot(String containsNot) {
            doSetProperty("containsNot", containsNot);
            return this;
        }

        /** Rules health, json: A comma list of words that mean degraded, in addition to those of all health dialects. */
        default VedetteEndpointProducerBuilder degradedValues(String degradedValues) {
            doSetProperty("degradedValues", degradedValues);
            return this;
        }

        /** The check whose failure mutes the problems of this one. */
        default VedetteEndpointProducerBuilder dependsOn(String dependsOn) {
            doSetProperty("dependsOn", dependsOn);
            return this;
        }

        /** Rules domain, tls: Error if a certificate expires within this many days; 0 turns it off. */
        default VedetteEndpointProducerBuilder errorDays(String errorDays) {
            doSetProperty("errorDays", errorDays);
            return this;
        }

        /** The least time between two problem alerts to one target, such as 8m; vedette.error-interval when not set. */
        default VedetteEndpointProducerBuilder errorInterval(String errorInterval) {
            doSetProperty("errorInterval", errorInterval);
            return this;
        }

        /** Rule dns: A comma list of values that must be among the records, as dig short shows them; put one that has commas into double quotes. */
        default VedetteEndpointProducerBuilder expected(String expected) {
            doSetProperty("expected", expected);
            return this;
        }

        /** Rules http, json: The headers that the response must have, one a line: Name, Name: value, or Name: /regular expression/. */
        default VedetteEndpointProducerBuilder expectedHeaders(String expectedHeaders) {
            doSetProperty("expectedHeaders", expectedHeaders);
            return this;
        }

        /** Rules http, json: The expected status codes: 200, 2xx, 200-204, or a comma list of these. */
        default VedetteEndpointProducerBuilder expectedStatus(String expectedStatus) {
            doSetProperty("expectedStatus", expectedStatus);
            return this;
        }

        /** The longest time between two messages, such as 5m: when none comes within it, that is an error of the check. */
        default VedetteEndpointProducerBuilder expectEvery(String expectEvery) {
            doSetProperty("expectEvery", expectEvery);
            return this;
        }

        /** How many failing verdicts in a row make a problem; 1 when not set. */
        default VedetteEndpointProducerBuilder failureThreshold(String failureThreshold) {
            doSetProperty("failureThreshold", failureThreshold);
            return this;
        }

        /** More changes of state than these within flapWindow make one problem, flapping; off when not set. */
        default VedetteEndpointProducerBuilder flapChanges(String flapChanges) {
            doSetProperty("flapChanges", flapChanges);
            return this;
        }

        /** The time in which changes are counted for flapChanges, such as 10m. */
        default VedetteEndpointProducerBuilder flapWindow(String flapWindow) {
            doSetProperty("flapWindow", flapWindow);
            return this;
        }

        /** Rule json: JSONPath of the minutes between two runs. */
        default VedetteEndpointProducerBuilder frequencyPath(String frequencyPath) {
            doSetProperty("frequencyPath", frequencyPath);
            return this;
        }

        /** Rule heartbeat: How late a call may be. */
        default VedetteEndpointProducerBuilder grace(String grace) {
            doSetProperty("grace", grace);
            return this;
        }

        /** The group under which the check is shown. */
        default VedetteEndpointProducerBuilder group(String group) {
            doSetProperty("group", group);
            return this;
        }

        /** Rule json: JSONPath of the date of the last run: ISO 8601, RFC 1123, Go's format, or epoch. */
        default VedetteEndpointProducerBuilder lastRunPath(String lastRunPath) {
            doSetProperty("lastRunPath", lastRunPath);
            return this;
        }

        /** Windows in which no problems are sent, such as daily 02:00-04:00 Europe/Zurich; none when not set. */
        default VedetteEndpointProducerBuilder maintenance(String maintenance) {
            doSetProperty("maintenance", maintenance);
            return this;
        }

        /** Rules http, json: A regular expression that must be found in the body. */
        default VedetteEndpointProducerBuilder matches(String matches) {
            doSetProperty("matches", matches);
            return this;
        }

        /** Rules avalanche-liveness, json: The longest time since the last run if the body has no frequency, such as 2h; 10m without both. */
        default VedetteEndpointProducerBuilder maxAge(String maxAge) {
            doSetProperty("maxAge", maxAge);
            return this;
        }

        /** Rule avalanche-liveness: The most failures in a row of a failing check that make the node degraded, not an error. */
        default VedetteEndpointProducerBuilder maxContiguousFailures(String maxContiguousFailures) {
            doSetProperty("maxContiguousFailures", maxContiguousFailures);
            return this;
        }

        /** Rule ping: The percentage of requests that may stay without an answer. */
        default VedetteEndpointProducerBuilder maxLoss(String maxLoss) {
            doSetProperty("maxLoss", maxLoss);
            return this;
        }

        /** Rules http, json: The longest time of a complete response, such as 2s; a slower one is degraded. */
        default VedetteEndpointProducerBuilder maxResponseTime(String maxResponseTime) {
            doSetProperty("maxResponseTime", maxResponseTime);
            return this;
        }

        /** Rule ping: The longest average time of an answer, such as 100ms; more is degraded. */
        default VedetteEndpointProducerBuilder maxRoundTrip(String maxRoundTrip) {
            doSetProperty("maxRoundTrip", maxRoundTrip);
            return this;
        }

        /** Rule heartbeat: The longest time from /start to the call at the end, such as 2h; a longer run is degraded. */
        default VedetteEndpointProducerBuilder maxRunTime(String maxRunTime) {
            doSetProperty("maxRunTime", maxRunTime);
            return this;
        }

        /** A comma list of the targets to notify; all that there are when not set. */
        default VedetteEndpointProducerBuilder notify(String notify) {
            doSetProperty("notify", notify);
            return this;
        }

        /** Rules health, json: A comma list of words that mean ok; without it and degradedValues, those of all health dialects. */
        default VedetteEndpointProducerBuilder okValues(String okValues) {
            doSetProperty("okValues", okValues);
            return this;
        }

        /** Rule heartbeat: The time between two calls, such as 1h; or give a schedule. */
        default VedetteEndpointProducerBuilder period(String period) {
            doSetProperty("period", period);
            return this;
        }

        /** How important it is among checks with a problem, from 1 (first) to 9; last when not set. */
        default VedetteEndpointProducerBuilder priority(String priority) {
            doSetProperty("priority", priority);
            return this;
        }

        /** Whether the check is shown on the public status page; false when not set. */
        default VedetteEndpointProducerBuilder published(String published) {
            doSetProperty("public", published);
            return this;
        }

        /** What outsiders read on the status page in place of its name. */
        default VedetteEndpointProducerBuilder publicName(String publicName) {
            doSetProperty("publicName", publicName);
            return this;
        }

        /** Rule json: JSONPath of an explanation that is added to the message. */
        default VedetteEndpointProducerBuilder reasonPath(String reasonPath) {
            doSetProperty("reasonPath", reasonPath);
            return this;
        }

        /** The rule by which vedette:observe judges */
        default VedetteEndpointProducerBuilder rule(String rule) {
            doSetProperty("rule", rule);
            return this;
        }

        /** Rule heartbeat: When the job runs, instead of period: a cron expression such as 0 3 ; a call is expected after each time. */
        default VedetteEndpointProducerBuilder schedule(String schedule) {
            doSetProperty("schedule", schedule);
            return this;
        }

        /** Rule json: JSONPath of sleep windows, as in tasks: {start: HH:MM:SS, duration: minutes}, UTC. */
        default VedetteEndpointProducerBuilder sleepPath(String sleepPath) {
            doSetProperty("sleepPath", sleepPath);
            return this;
        }

        /** Rule json: JSONPath of the status word, such as $.status; if it selects several, all must be ok. */
        default VedetteEndpointProducerBuilder statusPath(String statusPath) {
            doSetProperty("statusPath", statusPath);
            return this;
        }

        /** How many good verdicts in a row end a problem; 1 when not set. */
        default VedetteEndpointProducerBuilder successThreshold(String successThreshold) {
            doSetProperty("successThreshold", successThreshold);
            return this;
        }

        /** A comma list of words to filter by; for vedette:alerts: the target is notified of checks with one of them. */
        default VedetteEndpointProducerBuilder tags(String tags) {
            doSetProperty("tags", tags);
            return this;
        }

        /** The longest time that judging a message may take, such as 10s; vedette.timeout when not set. */
        default VedetteEndpointProducerBuilder timeout(String timeout) {
            doSetProperty("timeout", timeout);
            return this;
        }

        /** Rule heartbeat: The time zone of the schedule, such as Europe/Zurich; UTC if left out. */
        default VedetteEndpointProducerBuilder timeZone(String timeZone) {
            doSetProperty("timeZone", timeZone);
            return this;
        }

        /** Rule dns: The type of record. */
        default VedetteEndpointProducerBuilder type(String type) {
            doSetProperty("type", type);
            return this;
        }

        /** The address that is shown with the check; nothing is asked there. */
        default VedetteEndpointProducerBuilder url(String url) {
            doSetProperty("url", url);
            return this;
        }

        /** Rules domain, tls: Degraded if a certificate expires within this many days; 0 turns it off. */
        default VedetteEndpointProducerBuilder warnDays(String warnDays) {
            doSetProperty("warnDays", warnDays);
            return this;
        }

        /** Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled during routing messages via Camel's routing error handlers. Beware that when the first message is processed then creating and starting the producer may take a little time and prolong the total processing time of the processing. */
        default VedetteEndpointProducerBuilder lazyStartProducer(boolean lazyStartProducer) {
            doSetProperty("lazyStartProducer", lazyStartProducer);
            return this;
        }

        /** Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled during routing messages via Camel's routing error handlers. Beware that when the first message is processed then creating and starting the producer may take a little time and prolong the total processing time of the processing. */
        default VedetteEndpointProducerBuilder lazyStartProducer(String lazyStartProducer) {
            doSetProperty("lazyStartProducer", lazyStartProducer);
            return this;
        }
    }

    /** An endpoint that is not decided yet to start a route or to end one. */
    interface VedetteEndpointBuilder extends VedetteEndpointConsumerBuilder, VedetteEndpointProducerBuilder {

        /** A comma list of words to filter by; for vedette:alerts: the target is notified of checks with one of them. */
        default VedetteEndpointBuilder tags(String tags) {
            doSetProperty("tags", tags);
            return this;
        }
    }

    /** For a route builder that implements it. */
    interface VedetteBuilders {

        /**
         * Begins an endpoint.
         *
         * @param path {@code observe} or {@code alerts}
         */
        default VedetteEndpointBuilder vedette(String path) {
            return endpointBuilder("vedette", path);
        }
    }

    /**
     * Begins an endpoint.
     *
     * @param path {@code observe} or {@code alerts}
     */
    static VedetteEndpointBuilder vedette(String path) {
        return endpointBuilder("vedette", path);
    }

    /**
     * Begins an endpoint of a component that an application gave a name of its own.
     *
     * @param component the name of the component
     * @param path {@code observe} or {@code alerts}
     */
    static VedetteEndpointBuilder endpointBuilder(String component, String path) {
        class VedetteEndpointBuilderImpl extends AbstractEndpointBuilder implements VedetteEndpointBuilder {
            VedetteEndpointBuilderImpl(String scheme, String remaining) {
                super(scheme, remaining);
            }
        }
        return new VedetteEndpointBuilderImpl(component, path);
    }
}
