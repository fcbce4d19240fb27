package io.vedette.check;

import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The options of a check that every template has, such as its interval and whom to notify. How it is asked and judged belongs to
 * the probe and the rule of its template.
 *
 * @param name the key of the check everywhere: state, history, API; the id of its Camel route
 * @param template the route template it was made from, such as {@code task}; empty for an application's own route
 * @param url the address that is asked, with credentials masked; empty if it is not a URL
 * @param interval the time between two checks
 * @param errorInterval the shortest time between two problems or reminders to one target
 * @param timeout the longest time a whole probe may take
 * @param failureThreshold equal failing verdicts needed before the state becomes degraded or error
 * @param successThreshold equal ok verdicts needed before the state becomes ok
 * @param retries how often a failing probe is tried again at once, inside one check
 * @param targets the targets to notify; empty for all configured targets
 * @param group the name of the group it is shown in; empty for none
 * @param tags free words to filter by
 * @param priority how important it is among others that have a problem, from 1 (first) to 9; 0 where nothing is said
 * @param dependsOn the check whose failure mutes this one's problems
 * @param published whether it is shown on the public status page ({@code public})
 * @param publicName what outsiders read there in place of its name ({@code publicName}); empty for the name itself
 * @param maintenance when problems are expected and nobody is notified
 * @param flapChanges more changes of state than these within {@code flapWindow} make one "flapping" alert; 0 is off
 * @param flapWindow the time in which changes are counted; has no effect while {@code flapChanges} is 0
 */
public record Check(
        String name,
        String template,
        String url,
        Duration interval,
        Duration errorInterval,
        Duration timeout,
        int failureThreshold,
        int successThreshold,
        int retries,
        List<String> targets,
        String group,
        List<String> tags,
        int priority,
        Optional<String> dependsOn,
        boolean published,
        String publicName,
        Maintenance maintenance,
        int flapChanges,
        Duration flapWindow) {

    /** The default of {@code flapWindow}. */
    static final Duration STANDARD_FLAP_WINDOW = Duration.ofMinutes(10);

    private static final int MOST_FLAP_CHANGES = 100;
    private static final int MOST_REPEATS = 1_000;
    private static final int LAST_PRIORITY = 9;

    public Check {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(template, "template");
        targets = List.copyOf(targets);
        tags = List.copyOf(tags);
    }

    /** The defaults that the settings give to every check. */
    public record Defaults(Duration interval, Duration errorInterval, Duration timeout) {

        /** 60 s, 480 s and 10 s, as documented for {@code vedette.interval} and its siblings. */
        public static final Defaults STANDARD =
                new Defaults(Duration.ofSeconds(60), Duration.ofSeconds(480), Duration.ofSeconds(10));
    }

    /** Reads the options from a check's parameters; adds problems to them. */
    public static Check read(String name, String template, Parameters parameters, Defaults defaults) {
        return new Check(
                name,
                template,
                parameters.text("url").map(MaskedUrl::of).orElse(""),
                parameters.positiveDuration("interval", defaults.interval()),
                parameters.duration("errorInterval", defaults.errorInterval()),
                parameters.positiveDuration("timeout", defaults.timeout()),
                parameters.number("failureThreshold", 1, 1, MOST_REPEATS),
                parameters.number("successThreshold", 1, 1, MOST_REPEATS),
                parameters.number("retries", 0, 0, 10),
                parameters.names("notify"),
                parameters.name("group").orElse(""),
                parameters.names("tags"),
                parameters.number("priority", 0, 1, LAST_PRIORITY),
                parameters.name("dependsOn"),
                parameters.flag("public", false),
                parameters.name("publicName").orElse(""),
                parameters.parsed("maintenance", Maintenance::parse).orElse(Maintenance.NONE),
                flapChanges(parameters),
                parameters.positiveDuration("flapWindow", STANDARD_FLAP_WINDOW));
    }

    private static int flapChanges(Parameters parameters) {
        if (parameters.text("flapChanges").isEmpty()
                && parameters.text("flapWindow").isPresent()) {
            parameters.problem("flapWindow", "needs flapChanges: how many changes within it are too many");
        }
        return parameters.number("flapChanges", 0, 0, MOST_FLAP_CHANGES);
    }

    /** Returns the check with the address that it asks, credentials masked. */
    public Check asking(String address) {
        return new Check(
                name,
                template,
                address,
                interval,
                errorInterval,
                timeout,
                failureThreshold,
                successThreshold,
                retries,
                targets,
                group,
                tags,
                priority,
                dependsOn,
                published,
                publicName,
                maintenance,
                flapChanges,
                flapWindow);
    }

    /** Returns whether a target is notified of this check. */
    public boolean notifies(String target) {
        return targets.isEmpty() || targets.contains(target);
    }
}
