package io.vedette.bench;

import java.util.Locale;
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

    @Mixin
    private Product product;

    @Option(names = "--runs", defaultValue = "3", description = "How often it is started (${DEFAULT-VALUE}).")
    private int runs;

    @Override
    public Integer call() throws Exception {
        System.out.printf("%d checks every %s; %s%n", load.checks, load.interval, product.described());
        for (int run = 0; run < runs; run++) {
            measure();
        }
        return 0;
    }

    private void measure() throws Exception {
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName());
                Workplace workplace = Workplace.of(load, target.value("port"))) {
            long start = System.currentTimeMillis();
            try (Child vedette = product.start(workplace)) {
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
