package io.vedette.bench;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How much there is to check, and for how long it is measured. */
final class Load {

    @Option(names = "--checks", defaultValue = "1000", description = "Number of checks (${DEFAULT-VALUE}).")
    int checks;

    @Option(names = "--interval", defaultValue = "PT1S", description = "Interval of a check (${DEFAULT-VALUE}).")
    Duration interval;

    @Option(names = "--timeout", defaultValue = "PT10S", description = "Timeout of a check (${DEFAULT-VALUE}).")
    Duration timeout;

    @Option(
            names = "--hanging",
            defaultValue = "0",
            description = "Percentage of the endpoints that never answer (${DEFAULT-VALUE}).")
    int hanging;

    @Option(
            names = "--down",
            defaultValue = "0",
            description = "Number of the endpoints that answer 503 (${DEFAULT-VALUE}).")
    int down;

    @Option(names = "--warm-up", defaultValue = "PT10S", description = "Time before measuring (${DEFAULT-VALUE}).")
    Duration warmUp;

    @Option(names = "--time", defaultValue = "PT30S", description = "Time of measuring (${DEFAULT-VALUE}).")
    Duration time;

    /** The path of an endpoint; those that hang are spread evenly over all. */
    String path(int check) {
        boolean hangs = (long) (check + 1) * hanging / 100 > (long) check * hanging / 100;
        return (check < down ? "/down/" : hangs ? "/hang/" : "/task/") + check;
    }

    /** The same for a child process that is measured from outside, and ended. */
    String[] endless() {
        String[] all = arguments();
        all[all.length - 1] = "--time=PT10H";
        return all;
    }

    /** The same for a child process. */
    String[] arguments() {
        return new String[] {
            "--checks=" + checks,
            "--interval=" + interval,
            "--timeout=" + timeout,
            "--hanging=" + hanging,
            "--down=" + down,
            "--warm-up=" + warmUp,
            "--time=" + time
        };
    }
}
