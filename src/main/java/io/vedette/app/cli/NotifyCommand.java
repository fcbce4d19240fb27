package io.vedette.app.cli;

import io.vedette.camel.run.Standalone;
import io.vedette.camel.run.TestAlerts;
import io.vedette.config.settings.Loaded;
import io.vedette.config.values.Nearest;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "notify",
        description = "Sends a test alert to targets and shows what they answer. No check runs, nothing is stored.",
        footer = {"", "Exit codes: 0 all accepted it, 1 at least one did not, 2 wrong usage."})
final class NotifyCommand implements Callable<Integer> {

    @ParentCommand
    private VedetteCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "The targets to notify, such as slack.")
    private List<String> targets = List.of();

    @Option(names = "--all", description = "Notifies all configured targets.")
    private boolean all;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws Exception {
        if (all != targets.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name targets, or use --all");
        }
        Logging.to("System.err");
        PrintWriter err = spec.commandLine().getErr();
        Loaded loaded = Configured.load(parent.configuration());
        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
            if (Configured.print(Configured.problems(loaded, vedette), err)) {
                return 1;
            }
            Set<String> known = vedette.targets();
            List<String> missing =
                    targets.stream().filter(target -> !known.contains(target)).toList();
            missing.forEach(target -> err.println("there is no target \"" + target + "\""
                    + Nearest.to(target, known)
                            .map(near -> Nearest.hint(target, known))
                            .orElse(", only " + String.join(", ", known))));
            if (!missing.isEmpty()) {
                return 1;
            }
            return send(vedette.testAlerts(), loaded.settings().onlyLog());
        }
    }

    private int send(TestAlerts alerts, boolean onlyLog) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> there = alerts.targets();
        boolean taken = true;
        for (String target : all ? there : targets) {
            Optional<String> trouble =
                    there.contains(target) ? alerts.send(target) : Optional.of(whyNot(target, onlyLog));
            taken &= trouble.isEmpty();
            out.println(target + trouble.map(words -> ": not taken: " + words).orElse(": taken"));
            out.flush();
        }
        return taken ? 0 : 1;
    }

    private static String whyNot(String target, boolean onlyLog) {
        return onlyLog
                ? "vedette.only-log=true lets nothing leave this machine"
                : "it is not configured: see vedette." + target + ".* in application.properties";
    }
}
