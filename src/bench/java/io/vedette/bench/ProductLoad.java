package io.vedette.bench;

import io.vedette.camel.VedetteService;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import io.vedette.evaluate.Watched.Counts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import picocli.CommandLine;

/** Vedette under load: runs the folder it is given, as its command line would. */
final class ProductLoad {

    private ProductLoad() {}

    /** @param args the folder with the configuration, then a {@link Load} */
    public static void main(String[] args) throws Exception {
        Child.endWithParent();
        System.setProperty("vedette.log.stream", "System.out");
        System.setProperty("vedette.log.level", "WARN");
        Load load = new Load();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(load))
                .parseArgs(List.of(args).subList(1, args.length).toArray(String[]::new));
        Loaded loaded = SettingsLoader.load(Optional.empty(), Path.of(args[0]), Map.of(), call -> Optional.empty());
        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.RUN, List.of())) {
            if (vedette.problems().stream().anyMatch(Problem::isError)) {
                throw new IllegalStateException(vedette.problems().toString());
            }
            vedette.start();
            VedetteService service = vedette.service();
            new Measure(
                            service.stages().probing().runner().lag(),
                            () -> sum(service, Counts::pings),
                            () -> sum(service, counts -> counts.errors() + counts.skipped()))
                    .over(load.warmUp, load.time);
        }
    }

    private static long sum(VedetteService service, ToLongFunction<Counts> count) {
        return service.watchlist().all().stream()
                .mapToLong(watched -> count.applyAsLong(watched.counts()))
                .sum();
    }
}
