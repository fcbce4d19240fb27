package io.vedette;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

/**
 * One check of {@link Checks}: what every template takes. It adds itself, and all checks that were begun with it.
 *
 * @param <B> the check's own type
 */
public abstract class CheckBuilder<B extends CheckBuilder<B>> implements RoutesBuilder {

    private final Checks all;
    private final String template;
    private final String name;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    CheckBuilder(Checks all, String template, String name) {
        this.all = all;
        this.template = template;
        this.name = name;
    }

    /** Returns the list that this check is in, to begin another one. */
    public Checks and() {
        return all;
    }

    /** Sets the time between two checks; {@code vedette.interval} unless given. */
    public B every(Duration interval) {
        return parameter("interval", time("interval", interval));
    }

    /** Sets the least time between two problem alerts to one target; {@code vedette.error-interval} unless given. */
    public B errorInterval(Duration time) {
        return parameter("errorInterval", time("time", time));
    }

    /** Sets the longest time that asking and judging may take; {@code vedette.timeout} unless given. */
    public B timeout(Duration time) {
        return parameter("timeout", time("time", time));
    }

    /** Sets how many failing verdicts in a row make a problem; 1 unless given. */
    public B failureThreshold(int verdicts) {
        return parameter("failureThreshold", String.valueOf(verdicts));
    }

    /** Sets how many good verdicts in a row end a problem; 1 unless given. */
    public B successThreshold(int verdicts) {
        return parameter("successThreshold", String.valueOf(verdicts));
    }

    /** Sets how often a failing probe is tried again at once; 0 unless given. */
    public B retries(int times) {
        return parameter("retries", String.valueOf(times));
    }

    /** Sets the targets to notify; all that there are unless given. */
    public B notify(String target, String... others) {
        return parameter("notify", list("target", target, others));
    }

    /** Sets the group under which the check is shown. */
    public B group(String group) {
        return parameter("group", group);
    }

    /** Sets how important it is among checks with a problem, from 1 (first) to 9; last unless given. */
    public B priority(int priority) {
        return parameter("priority", String.valueOf(priority));
    }

    /** Sets words to filter by. */
    public B tags(String tag, String... others) {
        return parameter("tags", list("tag", tag, others));
    }

    /** Sets the check whose failure mutes the problems of this one. */
    public B dependsOn(String check) {
        return parameter("dependsOn", check);
    }

    /** Shows the check on the public status page. */
    public B published() {
        return parameter("public", "true");
    }

    /** Sets windows in which no problems are sent, such as {@code daily 02:00-04:00 Europe/Zurich}. */
    public B maintenance(String windows) {
        return parameter("maintenance", windows);
    }

    /** Makes more changes of state than these within a time one problem, with the reason {@code flapping}; off unless given. */
    public B flapping(int changes, Duration within) {
        parameter("flapChanges", String.valueOf(changes));
        return parameter("flapWindow", time("within", within));
    }

    /**
     * Sets a parameter by its name in the template, such as one that holds a placeholder where its own method takes a time or a
     * number.
     *
     * @param value as it would stand in a routes file; an empty one counts as not given
     */
    @SuppressWarnings("unchecked")
    public B parameter(String parameter, String value) {
        parameters.put(Given.text("parameter", parameter), value == null ? "" : value);
        return (B) this;
    }

    String name() {
        return name;
    }

    String template() {
        return template;
    }

    Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    /** @param argument what the time is called by whoever gives it */
    static String time(String argument, Duration time) {
        return Given.millis(argument, time) + "ms";
    }

    private static String list(String argument, String first, String... others) {
        Given.text(argument, first);
        return Stream.concat(Stream.of(first), Arrays.stream(Given.texts("others", others)))
                .collect(Collectors.joining(","));
    }

    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        all.addRoutesToCamelContext(context);
    }

    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) throws Exception {
        all.addTemplatedRoutesToCamelContext(context);
    }

    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) throws Exception {
        return all.updateRoutesToCamelContext(context);
    }
}
