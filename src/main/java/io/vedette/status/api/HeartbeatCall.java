package io.vedette.status.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a job's call tells behind the name or the secret of its check: nothing, {@code /start}, {@code /fail}, {@code /log},
 * or the exit code of the job. As at Healthchecks (healthchecks.io, HTTP API, pinging), so that a job need only be told another address.
 *
 * @param name the name or the secret of the check
 * @param exit the exit code; empty unless one is told
 */
record HeartbeatCall(String name, Event event, Optional<Integer> exit) {

    /** What a call tells. */
    enum Event {
        SUCCESS,
        FAIL,
        START,
        LOG;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final Pattern TOLD = Pattern.compile("(.+)/(start|fail|log|25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");

    /** Returns a call whose path is nothing but a name. */
    static HeartbeatCall of(String name) {
        return new HeartbeatCall(name, Event.SUCCESS, Optional.empty());
    }

    /** Returns what a path tells that ends with more than a name; empty when it does not. */
    static Optional<HeartbeatCall> ending(String path) {
        Matcher told = TOLD.matcher(path);
        if (!told.matches()) {
            return Optional.empty();
        }
        String what = told.group(2);
        return Optional.of(
                switch (what) {
                    case "start" -> new HeartbeatCall(told.group(1), Event.START, Optional.empty());
                    case "fail" -> new HeartbeatCall(told.group(1), Event.FAIL, Optional.empty());
                    case "log" -> new HeartbeatCall(told.group(1), Event.LOG, Optional.empty());
                    default ->
                        new HeartbeatCall(
                                told.group(1),
                                what.equals("0") ? Event.SUCCESS : Event.FAIL,
                                Optional.of(Integer.valueOf(what)));
                });
    }

    /** Returns the same for a job that says itself how it went. */
    HeartbeatCall failing() {
        return new HeartbeatCall(name, Event.FAIL, exit);
    }

    /** Returns the message of a failure: the exit code, where one is told, before what the job says. */
    String message(String said) {
        if (exit.isEmpty() || event != Event.FAIL) {
            return said;
        }
        String last = said.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip());
        return "exit code " + exit.get() + (last.isEmpty() ? "" : ": " + last);
    }
}
