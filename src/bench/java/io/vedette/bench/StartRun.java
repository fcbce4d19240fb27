package io.vedette.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long Vedette takes from the start of its process to the first request of a check, and until all checks run. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts Vedette and tells when it asks first and when all checks run.")
final class StartRun implements Callable<Integer> {

    @Mixin
    private Load load;

    @Option(names = "--runs", defaultValue = "3", description = "How often it is started (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--jar", description = "The jar to start; the class path of this process without it.")
    private Optional<Path> jar;

    @Option(names = "--jvm", split = "\\s+", defaultValue = "-Xmx512m", description = "Options of its JVM.")
    private List<String> options;

    @Override
    public Integer call() throws Exception {
        System.out.printf(
                "%d checks every %s; Java %s, %d processors, %s%n",
                load.checks,
                load.interval,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                String.join(" ", options));
        for (int run = 0; run < runs; run++) {
            measure();
        }
        return 0;
    }

    private void measure() throws Exception {
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName());
                Workplace workplace = Workplace.of(load, target.value("port"))) {
            List<String> jvm = new ArrayList<>(options);
            jvm.addAll(jar.map(file -> List.of("-jar", file.toString())).orElseGet(() -> {
                List<String> all = new ArrayList<>(Child.classPath());
                all.add("io.vedette.App");
                return all;
            }));
            long start = System.currentTimeMillis();
            try (Child vedette =
                    Child.java(jvm, "run", "--config", workplace.properties().toString())) {
                vedette.line("Vedette watches " + load.checks + " checks");
                long all = System.currentTimeMillis() - start;
                long first = Long.parseLong(target.value("asked")) - start;
                System.out.printf(
                        Locale.ROOT,
                        "first request after %.2f s, all checks run after %.2f s%n",
                        first / 1e3,
                        all / 1e3);
            }
        }
    }
}
