package io.vedette.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.app.migrate.FirstConfiguration;
import io.vedette.app.migrate.FirstConfiguration.Way;
import io.vedette.app.migrate.Migration;
import io.vedette.app.migrate.MigrationFiles;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.http.HttpProbe;
import io.vedette.probe.http.HttpRequest;
import io.vedette.probe.http.HttpTransport;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = {
            "Asks what to watch, how to tell whom, and where, and writes a configuration that works.",
            "With all three options it asks nothing, and without a terminal it never does."
        },
        footer = {"", "Exit codes: 0 written, 1 nothing written, 2 wrong usage."})
final class InitCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "What to watch: a website, or a task URL of py-pinger.")
    private String url;

    @Option(names = "--tell", paramLabel = "WAY", description = "How: email, slack, webhook, or log for nobody else.")
    private Way way;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Whom: an e-mail address with the server behind it (ops@example.com"
                    + " smtps://user:password@mail.example.com), Slack's incoming webhook, or a URL.")
    private String address;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: this folder.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Overwrites existing files.")
    private boolean force;

    @Mixin
    private HelpOption help;

    private final Optional<UnaryOperator<String>> terminal;
    private final Duration patience;

    InitCommand() {
        this(terminal(), PATIENCE);
    }

    /**
     * @param terminal gives the answer to a question, null at its end; empty where there is none
     * @param patience how long what is to be watched is waited for
     */
    InitCommand(Optional<UnaryOperator<String>> terminal, Duration patience) {
        this.terminal = terminal;
        this.patience = patience;
    }

    /** On newer versions of Java there is a console whose input is no terminal. */
    private static Optional<UnaryOperator<String>> terminal() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            Object isTerminal = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(isTerminal)
                    ? Optional.of(question -> console.readLine("%s", question))
                    : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.of(question -> console.readLine("%s", question)); // Older ones have none but a terminal.
        }
    }

    @Override
    public Integer call() {
        Logging.to("System.err");
        PrintWriter err = spec.commandLine().getErr();
        boolean isComplete = url != null && (way == Way.LOG || way != null && address != null);
        if (!isComplete && terminal.isEmpty()) {
            err.println("there is no terminal to ask on: give --url, --tell and --to");
            return 2;
        }
        if (isRefused(MigrationFiles.in(out).existing())) {
            return 1;
        }
        try {
            URI watched = Parameters.httpUrl(answer(url, "What is to be watched (a website or a task URL)? "));
            Way told = way == null ? way(answer(null, "How are problems told (email, slack, webhook, log)? ")) : way;
            String to = told == Way.LOG ? "" : answer(address, question(told));
            return write(FirstConfiguration.of(watched.toString(), isTask(watched), told, to));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + "; nothing was written");
            return 1;
        } catch (IOException e) {
            err.println(ImportCommand.unwritten(out, e));
            return 1;
        }
    }

    private String answer(String given, String question) {
        String answer = given == null ? terminal.orElseThrow().apply(question) : given;
        if (answer == null || answer.isBlank()) {
            throw new IllegalArgumentException("no answer");
        }
        return answer.strip();
    }

    private static Way way(String text) {
        try {
            return Way.valueOf(text.replace("-", "").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is none of email, slack, webhook and log");
        }
    }

    private static String question(Way way) {
        return switch (way) {
            case EMAIL ->
                "To which address (ops@example.com, or ops@example.com smtps://user:password@mail.example.com)? ";
            case SLACK -> "Which incoming webhook of Slack (https://hooks.slack.com/services/...)? ";
            default -> "Which URL gets the alerts as JSON? ";
        };
    }

    /** Asks once: a task answers with a JSON object that tells its last run. */
    private boolean isTask(URI watched) {
        PrintWriter printer = spec.commandLine().getOut();
        try (HttpTransport transport = new HttpTransport()) {
            Answer answer = new HttpProbe(transport, HttpRequest.get(watched, patience), Optional.empty())
                    .ask(Attempt.within(patience));
            if (answer instanceof Answer.Http http) {
                boolean isTask = isTask(http);
                printer.println(MaskedUrl.of(watched.toString()) + " answers with status " + http.status()
                        + (isTask ? ", as a task does" : ""));
                return isTask;
            }
            printer.println(MaskedUrl.of(watched.toString()) + " does not answer now; it is watched as a website");
            return false;
        }
    }

    private static boolean isTask(Answer.Http http) {
        try {
            JsonNode body = new ObjectMapper().readTree(http.json());
            return body != null && body.has("lastrun");
        } catch (IOException e) {
            return false; // Some other text.
        }
    }

    /** Says so if files would be overwritten that must not be. */
    private boolean isRefused(List<Path> there) {
        if (there.isEmpty() || force) {
            return false;
        }
        there.forEach(one -> spec.commandLine()
                .getErr()
                .println(one + " exists already; --force overwrites it, --out DIR writes elsewhere"));
        return true;
    }

    private int write(Migration first) throws IOException {
        MigrationFiles files = MigrationFiles.in(out);
        if (isRefused(files.existing(first))) {
            return 1;
        }
        files.write(first);
        PrintWriter printer = spec.commandLine().getOut();
        printer.println("written: " + files.properties() + ", " + files.checks()
                + (first.targets().isEmpty() ? "" : ", " + files.targets()));
        printer.println(
                "next: vedette check --all, vedette notify --all, vedette run; then open http://127.0.0.1:3002/");
        printer.flush();
        return 0;
    }
}
