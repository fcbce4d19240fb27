package io.vedette.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Vedette under load, and beside it the bare loop under the same load. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Watches many endpoints, and does the same with the HTTP client alone.")
final class LoadRun implements Callable<Integer> {

    private static final List<String> VALUES =
            List.of("checks", "failed", "rate", "cpu", "system", "p50", "p99", "max", "threads", "heap", "resident");

    @Mixin
    private Load load;

    @Option(names = "--runs", defaultValue = "1", description = "How often all is measured (${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--jvm",
            split = "\\s+",
            defaultValue = "-Xmx512m",
            description = "Options of the measured JVMs (${DEFAULT-VALUE}).")
    private List<String> options;

    @Option(names = "--record", description = "A file for a flight recording of Vedette, to see where its time goes.")
    private Path recording;

    @Override
    public Integer call() throws Exception {
        System.out.printf(
                "%d checks every %s, %d %% hanging for %s; Java %s, %d processors, %s%n",
                load.checks,
                load.interval,
                load.hanging,
                load.timeout,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                String.join(" ", options));
        System.out.println("             checks  failed  checks/s  CPU s/1,000  of it system  lag p50 ms  p99 ms"
                + "  max ms  threads  heap MiB  resident MiB");
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName())) {
            String port = target.value("port");
            for (int run = 0; run < runs; run++) {
                try (Workplace workplace = Workplace.of(load, port)) {
                    print(
                            "vedette",
                            measure(ProductLoad.class, workplace.folder().toString(), recorded()));
                }
                print("bare loop", measure(BareLoad.class, "http://127.0.0.1:" + port, options));
            }
        }
        return 0;
    }

    private List<String> recorded() {
        List<String> all = new ArrayList<>(options);
        if (recording != null) {
            all.add("-XX:StartFlightRecording=settings=profile,delay=" + load.warmUp.toSeconds() + "s,filename="
                    + recording.toAbsolutePath());
        }
        return all;
    }

    private Map<String, String> measure(Class<?> program, String first, List<String> jvm) throws Exception {
        List<String> all = new ArrayList<>(jvm);
        all.addAll(Child.classPath());
        List<String> command = new ArrayList<>(List.of(program.getName(), first));
        command.addAll(List.of(load.arguments()));
        try (Child child = Child.java(all, command.toArray(String[]::new))) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String name : VALUES) {
                values.put(name, child.value(name));
            }
            child.end();
            return values;
        }
    }

    private static void print(String who, Map<String, String> values) {
        System.out.printf(
                "%-11s %7s %7s %9s %12s %13s %11s %7s %7s %8s %9s %13s%n",
                who,
                values.get("checks"),
                values.get("failed"),
                values.get("rate"),
                values.get("cpu"),
                values.get("system"),
                values.get("p50"),
                values.get("p99"),
                values.get("max"),
                values.get("threads"),
                values.get("heap"),
                values.get("resident"));
    }
}
