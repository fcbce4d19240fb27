package io.vedette.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.camel.load.ExtraCheck;
import io.vedette.camel.run.Standalone;
import io.vedette.camel.run.TrialResults;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import io.vedette.rule.Failure;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        name = "check",
        description = "Runs checks once, all at the same time. No alert is sent and no state is changed.",
        exitCodeOnInvalidInput = CheckCommand.UNKNOWN,
        exitCodeOnExecutionException = CheckCommand.UNKNOWN,
        footer = {"", "Exit codes, of the worst: 0 ok or sleeping, 1 degraded, 2 error, 3 unknown."})
final class CheckCommand implements Callable<Integer> {

    static final int UNKNOWN = 3;

    @ParentCommand
    private VedetteCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The checks to run.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Runs all checks.")
    private boolean all;

    @Option(names = "--template", paramLabel = "NAME", description = "Runs one check without a file.")
    private String template;

    @Option(names = "--url", paramLabel = "URL", description = "The address for --template.")
    private String url;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "Another parameter for --template; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints an array of {name,status,reason,message,failures}.")
    private boolean json;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws Exception {
        refuseWhatIsUnclear();
        Logging.to("System.err");
        PrintWriter err = spec.commandLine().getErr();
        Loaded loaded = Configured.load(parent.configuration());
        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, extra())) {
            List<Problem> problems = Configured.problems(loaded, vedette);
            // This is the command that it is for.
            problems.removeIf(
                    problem -> !problem.isError() && SettingKey.DEBUG_NOW.key().equals(problem.key()));
            if (Configured.print(problems, err)) {
                return UNKNOWN;
            }
            List<String> chosen = chosen(vedette.checks());
            Map<String, String> missing = missing(chosen, vedette.checks());
            missing.values().forEach(err::println);
            if (chosen.isEmpty()) {
                err.println("there are no checks: set " + SettingKey.URLS.key() + ", or add one to the folder "
                        + loaded.settings().routes());
            }
            err.flush();
            List<String> there =
                    chosen.stream().filter(name -> !missing.containsKey(name)).toList();
            Map<String, Verdict> verdicts = Map.of();
            if (!there.isEmpty()) {
                vedette.start();
                TrialResults tried = vedette.tryOut(there);
                verdicts = tried.verdicts();
                tried.notAsked().forEach((name, why) -> err.println(name + ": unknown: " + why));
                err.flush();
                missing.putAll(tried.notAsked());
            }
            print(chosen, verdicts, missing, spec.commandLine().getOut());
            int worst = verdicts.values().stream()
                    .mapToInt(CheckCommand::exitCode)
                    .max()
                    .orElse(UNKNOWN);
            return missing.isEmpty() ? worst : UNKNOWN;
        }
    }

    private void refuseWhatIsUnclear() {
        int ways = (all ? 1 : 0) + (names.isEmpty() ? 0 : 1) + (template == null ? 0 : 1);
        if (ways == 0) {
            throw new ParameterException(spec.commandLine(), "name checks, or use --all or --template NAME --url URL");
        }
        if (ways > 1) {
            throw new ParameterException(
                    spec.commandLine(), "names of checks, --all and --template cannot be given together");
        }
        if (template == null && (url != null || !parameters.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--url and --param need --template NAME");
        }
    }

    /** What there is to say of each name that is no check's. */
    private static Map<String, String> missing(List<String> chosen, List<String> known) {
        Set<String> there = new HashSet<>(known);
        Map<String, String> missing = new LinkedHashMap<>();
        chosen.stream()
                .filter(name -> !there.contains(name))
                .forEach(name -> missing.put(name, "there is no check \"" + name + "\"" + Nearest.hint(name, known)));
        return missing;
    }

    private List<ExtraCheck> extra() {
        if (template == null) {
            return List.of();
        }
        Map<String, String> given = new LinkedHashMap<>(parameters);
        if (url != null) {
            given.put("url", url);
        }
        String name = url == null || url.isBlank() ? template : MaskedUrl.of(url);
        return List.of(new ExtraCheck(name, template, given));
    }

    private List<String> chosen(List<String> known) {
        if (all) {
            return known;
        }
        return template == null
                ? names.stream().distinct().toList()
                : List.of(extra().get(0).name());
    }

    private void print(
            List<String> chosen, Map<String, Verdict> verdicts, Map<String, String> missing, PrintWriter out) {
        if (json) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            for (String name : chosen) {
                ObjectNode node = array.addObject().put("name", name);
                if (missing.containsKey(name)) {
                    unknown(node, missing.get(name));
                } else {
                    fill(node, verdicts.get(name));
                }
            }
            out.println(array.toPrettyString());
        } else {
            verdicts.forEach((name, verdict) -> out.println(line(name, verdict)));
        }
        out.flush();
    }

    /** Readers of only the JSON must not take a wrong name for a check that is ok. */
    private static void unknown(ObjectNode node, String message) {
        node.put("status", "unknown").put("reason", "").put("message", message).putArray("failures");
    }

    private static void fill(ObjectNode node, Verdict verdict) {
        node.put("status", verdict.status().code());
        node.put("reason", verdict.reasonCode());
        node.put("message", message(verdict));
        ArrayNode failures = node.putArray("failures");
        for (Failure failure : verdict.failures()) {
            failures.addObject()
                    .put("component", failure.component())
                    .put("status", failure.status())
                    .put("message", failure.message());
        }
    }

    private static String line(String name, Verdict verdict) {
        StringBuilder line =
                new StringBuilder(name).append(": ").append(verdict.status().code());
        verdict.reason()
                .ifPresent(reason -> line.append(" (").append(reason.code()).append(')'));
        if (!message(verdict).isEmpty()) {
            line.append(": ").append(message(verdict));
        }
        return line.toString();
    }

    /** The message, and the warnings of a verdict that is good all the same. */
    private static String message(Verdict verdict) {
        List<String> parts = new ArrayList<>();
        if (!verdict.message().isEmpty()) {
            parts.add(verdict.message());
        }
        verdict.details().warnings().forEach(warning -> parts.add("warning: " + warning));
        return String.join("; ", parts);
    }

    private static int exitCode(Verdict verdict) {
        Status status = verdict.status();
        return switch (status) {
            case OK, SLEEPING -> 0;
            case DEGRADED -> 1;
            case ERROR -> 2;
        };
    }
}
