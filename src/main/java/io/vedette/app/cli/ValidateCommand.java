package io.vedette.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.values.Problem;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description =
                "Reads settings and routes and lists everything that is wrong, with file and line. Nothing is run.",
        footer = {"", "Exit codes: 0 valid (warnings aside), 1 not valid."})
final class ValidateCommand implements Callable<Integer> {

    @ParentCommand
    private VedetteCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--json",
            description = "Prints an array of {file,line,key,message,severity,suggestion}; empty when all is well.")
    private boolean json;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws Exception {
        Logging.to("System.err");
        PrintWriter out = spec.commandLine().getOut();
        Loaded loaded = Configured.load(parent.configuration());
        List<Problem> problems;
        int checks;
        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
            problems = Configured.problems(loaded, vedette);
            checks = vedette.watched();
        }
        if (json) {
            out.println(array(problems).toPrettyString());
            out.flush();
            return problems.stream().anyMatch(Problem::isError) ? 1 : 0;
        }
        if (Configured.print(problems, out)) {
            return 1;
        }
        out.println("valid: " + checks + (checks == 1 ? " check" : " checks"));
        return 0;
    }

    private static ArrayNode array(List<Problem> problems) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (Problem found : problems) {
            Problem problem = found.shortened();
            ObjectNode node = array.addObject();
            node.put("file", problem.file());
            node.put("line", problem.line() == 0 ? null : problem.line());
            node.put("key", problem.key());
            node.put("message", problem.message());
            node.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
            node.put("suggestion", problem.suggestion().orElse(null));
        }
        return array;
    }
}
