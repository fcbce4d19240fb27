package io.vedette.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks. */
@Command(
        name = "bench",
        description = "Measures Vedette on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LoadRun.class,
            CompareRun.class,
            StartRun.class,
            ReloadRun.class,
            FootprintRun.class,
            MicroRun.class,
            HistoryRun.class,
            FrontRun.class,
            ClusterRun.class,
            PageRun.class,
            StatusRun.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
