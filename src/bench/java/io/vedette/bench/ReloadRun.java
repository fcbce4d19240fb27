package io.vedette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes from a changed file until what it says runs, while all checks run. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = "Changes one of many checks again and again and tells when the change runs.")
final class ReloadRun implements Callable<Integer> {

    private static final String DONE = "reload: 0 added, 1 changed, 0 removed";

    @Mixin
    private Load load;

    @Mixin
    private Product product;

    @Option(names = "--runs", defaultValue = "5", description = "How often it is changed (${DEFAULT-VALUE}).")
    private int runs;

    @Override
    public Integer call() throws Exception {
        System.out.printf("one of %d checks every %s; %s%n", load.checks, load.interval, product.described());
        try (Child target = Child.java(Child.classPath(), TargetServer.class.getName());
                Workplace workplace = Workplace.of(load, target.value("port"));
                Child vedette = product.start(workplace)) {
            vedette.line("Vedette watches " + load.checks + " checks");
            Thread.sleep(load.warmUp.toMillis());
            for (int run = 0; run < runs; run++) {
                System.out.printf(
                        Locale.ROOT,
                        "by the folder after %.2f s, by SIGHUP after %.2f s%n",
                        change(workplace, vedette, false) / 1e3,
                        change(workplace, vedette, true) / 1e3);
            }
        }
        return 0;
    }

    /** Puts a changed file in the place of the old one, as an editor does, and waits until it runs. */
    private static long change(Workplace workplace, Child vedette, boolean signal)
            throws IOException, InterruptedException {
        Path file = workplace.folder().resolve("routes/checks.yaml");
        Path draft = workplace.folder().resolve("draft");
        Files.writeString(draft, Files.readString(file).replaceFirst("(url, value: \"[^\"]*)\"", "$1+\""));
        long start = System.currentTimeMillis();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        if (signal) {
            vedette.hangUp();
        }
        vedette.line(DONE);
        return System.currentTimeMillis() - start;
    }
}
