package io.vedette.camel.load;

import io.vedette.check.Check;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Addresses;
import io.vedette.config.values.Durations;
import io.vedette.config.values.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is valid in a check and yet can hardly be meant. All of it are warnings: the check runs as it is written. */
final class Doubts {

    private static final Set<String> OF_A_BODY = Set.of("contains", "containsNot", "matches");
    private static final Set<String> CREDENTIALS = Set.of("authToken", "authPassword", "basicPassword");

    private final CheckPlan plan;
    private final Check check;
    private final Map<String, String> written;
    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private Doubts(CheckPlan plan, Map<String, String> written, Settings settings) {
        this.plan = plan;
        this.check = plan.check();
        this.written = written;
        this.settings = settings;
    }

    /**
     * Looks through a check.
     *
     * @param written the parameters that are its own, as written: nobody is asked about a default
     * @param rule the rule by which it is judged
     */
    static List<Problem> of(CheckPlan plan, Map<String, String> written, String rule, Settings settings) {
        Doubts doubts = new Doubts(plan, written, settings);
        doubts.empty();
        if (plan.errors().findAny().isEmpty()) { // Else what a value comes to is not known.
            doubts.times(rule);
            doubts.notes();
            doubts.body(rule);
            doubts.transport();
        }
        return doubts.problems;
    }

    private void empty() {
        Set<String> reported = new HashSet<>();
        plan.problems().forEach(problem -> reported.add(String.valueOf(problem.key())));
        written.forEach((name, value) -> {
            if (value.isBlank() && !reported.contains(name)) {
                warning(name, "is empty: the default applies");
            }
        });
    }

    private void times(String rule) {
        if (rule.equals("heartbeat")) {
            heartbeat();
            return;
        }
        String interval = Durations.format(check.interval());
        boolean isOwn = written.containsKey("timeout")
                || written.containsKey("interval") && !settings.timeout().equals(Check.Defaults.STANDARD.timeout());
        Duration longest = check.timeout().multipliedBy(check.retries() + 1L);
        if (isOwn && check.timeout().compareTo(check.interval()) > 0) {
            warning(
                    written.containsKey("timeout") ? "timeout" : "interval",
                    "a timeout of " + Durations.format(check.timeout()) + " is longer than the interval of " + interval
                            + ": a run may last longer than the interval, and runs in between are skipped");
        } else if (written.containsKey("retries") && check.retries() > 0 && longest.compareTo(check.interval()) > 0) {
            warning(
                    "retries",
                    "with a timeout of " + Durations.format(check.timeout()) + " all tries may take "
                            + Durations.format(longest) + ", longer than the interval of " + interval);
        }
        if (written.containsKey("errorInterval")
                && !check.errorInterval().isZero()
                && check.errorInterval().compareTo(check.interval()) < 0) {
            warning(
                    "errorInterval",
                    Durations.format(check.errorInterval()) + " is shorter than the interval of " + interval
                            + ": each failing run may send an alert");
        }
        if (check.flapChanges() > 0
                && check.flapWindow().compareTo(check.interval().multipliedBy(check.flapChanges())) < 0) {
            warning(
                    written.containsKey("flapWindow") ? "flapWindow" : "flapChanges",
                    "no more than " + check.flapChanges() + " changes fit into " + Durations.format(check.flapWindow())
                            + " at an interval of " + interval);
        }
        duration("maxResponseTime")
                .filter(most -> most.compareTo(check.timeout()) >= 0)
                .ifPresent(most -> warning(
                        "maxResponseTime",
                        Durations.format(most) + " is never reached: the timeout is "
                                + Durations.format(check.timeout())));
    }

    private void heartbeat() {
        Optional<Duration> period = duration("period");
        duration("grace")
                .filter(grace -> written.containsKey("grace") && period.isPresent())
                .filter(grace -> grace.compareTo(period.get()) > 0)
                .ifPresent(grace -> warning(
                        "grace",
                        Durations.format(grace) + " is longer than the period of " + Durations.format(period.get())
                                + ": one missed call goes unnoticed"));
    }

    private void notes() {
        Set<String> seen = new HashSet<>();
        check.targets().stream()
                .filter(target -> !seen.add(target))
                .distinct()
                .forEach(target -> warning("notify", "\"" + target + "\" is named twice"));
        if (written.containsKey("maintenance") && check.maintenance().isPast(Instant.now())) {
            warning("maintenance", "is past and never comes again: remove it, or write the next one");
        }
    }

    private void body(String rule) {
        if (!value("method").orElse("").equalsIgnoreCase("HEAD")) {
            return;
        }
        if (rule.equals("http")) {
            Stream.concat(OF_A_BODY.stream().sorted(), Stream.of("body"))
                    .filter(name -> value(name).isPresent())
                    .forEach(name -> warning(
                            name,
                            name.equals("body")
                                    ? "a request by HEAD has no body that a server would read"
                                    : "an answer to HEAD has no body: use GET"));
        } else {
            warning("method", "an answer to HEAD has no body, by which this check is judged: use GET");
        }
    }

    private void transport() {
        Optional<URI> url = value("url").flatMap(Doubts::uri);
        boolean isPlain = url.filter(Doubts::isPlain).isPresent();
        boolean isElsewhere = url.map(URI::getHost)
                .filter(host -> !Addresses.isLoopback(host))
                .isPresent();
        if (isPlain && isElsewhere) {
            CREDENTIALS.stream()
                    .sorted()
                    .filter(name -> written.containsKey(name) && value(name).isPresent())
                    .forEach(name -> warning(
                            name,
                            name.equals("authToken") || value("authUrl").isEmpty()
                                    ? "is sent unencrypted: the address is http, not https"
                                    : "gives a token that is sent unencrypted: the address is http, not https"));
            if (url.get().getRawUserInfo() != null) {
                warning("url", "user and password are sent unencrypted: the address is http, not https");
            }
        }
        value("authUrl")
                .filter(given -> written.containsKey("authUrl"))
                .flatMap(Doubts::uri)
                .filter(login -> isPlain(login) && !Addresses.isLoopback(String.valueOf(login.getHost())))
                .ifPresent(login ->
                        warning("authUrl", "user and password are sent unencrypted: the address is http, not https"));
        if (value("insecure").orElse("").equalsIgnoreCase("true")) {
            if (isPlain) {
                warning("insecure", "has no effect on an http address");
            } else if (!settings.probe().trust().isEmpty()) {
                warning("insecure", "turns off all verification, vedette.probe.trust included");
            }
        }
    }

    private static boolean isPlain(URI url) {
        return "http".equalsIgnoreCase(url.getScheme());
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Some templates take other addresses than URLs.
        }
    }

    private Optional<Duration> duration(String name) {
        try {
            return value(name).map(Durations::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // A template of the operator's own may mean something else by it.
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(plan.values().get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void warning(String key, String message) {
        problems.add(Problem.warning(null, 0, key, message));
    }
}
