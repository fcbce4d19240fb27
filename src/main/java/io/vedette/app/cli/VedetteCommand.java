package io.vedette.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code vedette}; without a subcommand it runs. */
@Command(
        name = "vedette",
        description =
                "Calls health endpoints on a schedule, judges their answers, and notifies people when something changes.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 done, 1 the configuration is wrong or something failed, 2 wrong usage, 70 out of memory; check"
                    + " and run have further ones, listed in their --help."
        })
public final class VedetteCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The settings file; relative paths in it start from its folder."
                    + " Default: application.properties in this folder, if it is there.")
    private Path config;

    @Spec
    private CommandSpec spec;

    /** Runs the command line and returns the exit code. */
    public static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new VedetteCommand());
        Stream.of(
                        Run.class,
                        ValidateCommand.class,
                        CheckCommand.class,
                        NotifyCommand.class,
                        ImportCommand.class,
                        InitCommand.class,
                        SchemaCommand.class,
                        PryvCommand.class,
                        DemoCommand.class,
                        HashPasswordCommand.class,
                        WarmCommand.class,
                        ShowVersion.class,
                        CommandLine.HelpCommand.class)
                .forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(VedetteCommand::failed);
    }

    @Override
    public Integer call() throws Exception {
        return new RunCommand(configuration(), spec.commandLine().getErr()).call();
    }

    Optional<Path> configuration() {
        return Optional.ofNullable(config);
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        RunLine.printed(e, command.getErr());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** The same as no subcommand. */
    @Command(
            name = "run",
            description = "Runs the checks, sends alerts, and serves the status until stopped (default).",
            footer = {
                "",
                "Exit codes: 130 stopped by Ctrl+C, 143 by SIGTERM, 1 the configuration is wrong, or a port, address or"
                        + " database cannot be used, 2 wrong usage, 70 out of memory."
            })
    static final class Run implements Callable<Integer> {

        @ParentCommand
        private VedetteCommand parent;

        @Mixin
        private HelpOption help;

        @Override
        public Integer call() throws Exception {
            return parent.call();
        }
    }

    @Command(name = "version", description = "Prints the version.")
    static final class ShowVersion implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private HelpOption help;

        @Override
        public Integer call() {
            for (String line : new Version().getVersion()) {
                spec.commandLine().getOut().println(line);
            }
            return 0;
        }
    }
}
