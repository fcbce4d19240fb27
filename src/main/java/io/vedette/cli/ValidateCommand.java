package io.vedette.cli;

import io.vedette.camel.Standalone;
import io.vedette.config.Loaded;
import io.vedette.config.Problem;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description =
                "Reads settings and routes and tells everything that is wrong, with file and line. Nothing is run.",
        footer = {"", "Exit codes: 0 valid (warnings aside), 1 not valid."})
final class ValidateCommand implements Callable<Integer> {

    @ParentCommand
    private Vedette parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Logging.to("System.err");
        PrintWriter out = spec.commandLine().getOut();
        Loaded loaded = Configured.load(parent.configuration());
        List<Problem> problems = new ArrayList<>(loaded.problems());
        int checks;
        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
            problems.addAll(vedette.problems());
            checks = vedette.checks().size();
        }
        if (Configured.tell(problems, out)) {
            return 1;
        }
        out.println("valid: " + checks + (checks == 1 ? " check" : " checks"));
        return 0;
    }
}
