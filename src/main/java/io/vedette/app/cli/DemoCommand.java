package io.vedette.app.cli;

import io.vedette.app.demo.Demo;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description =
                "Runs simulated systems of every kind on this machine and watches them, so that there is something to"
                        + " see. They fail and recover by themselves; alerts go to the log only. Settings and routes of this"
                        + " folder are not used.",
        footer = {"", "Exit codes: 130 stopped by Ctrl+C, 143 by SIGTERM, 1 something failed, 2 wrong usage."})
final class DemoCommand implements Callable<Integer> {

    private static final int MOST_PORT = 65_535;
    private static final int LONGEST_STOP_SECONDS = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "3002",
            description = "The port of the dashboard. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--seed",
            defaultValue = "" + Demo.SEED,
            description = "Another number makes other systems fail at other times. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws Exception {
        if (port < 1 || port > MOST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port: 1 to " + MOST_PORT);
        }
        Logging.to("System.out");
        PrintWriter err = spec.commandLine().getErr();
        Path folder = Files.createTempDirectory("vedette-demo-");
        CountDownLatch cleared = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(cleared), "vedette-demo-stop"));
        URI status = URI.create("http://127.0.0.1:" + port + "/");
        try (Demo demo = new Demo(status, seed, Clock.systemUTC(), folder)) {
            Path checks = Files.createDirectory(folder.resolve("routes")).resolve("checks.yaml");
            Files.writeString(checks, demo.routes());
            Loaded loaded = SettingsLoader.of(demo.settings(port), folder);
            Logging.mask(loaded.secrets());
            try (Standalone vedette = new Standalone(
                    loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.RUN, List.of())) {
                if (Configured.print(Configured.problems(loaded, vedette), err)
                        || Configured.printUnservable(loaded, vedette, err)) {
                    return 1;
                }
                err.println("Demo: the dashboard is " + status + ", the checks are in " + checks
                        + ", the simulated systems at " + demo.base());
                demo.withoutTls().ifPresent(why -> err.println("Demo: runs without TLS systems, as " + why));
                err.flush();
                return vedette.run();
            }
        } finally {
            delete(folder);
            cleared.countDown();
        }
    }

    /** A signal ends the process when all hooks are done: this one leaves the time to clear up. */
    private static void awaitEnd(CountDownLatch cleared) {
        try {
            cleared.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
