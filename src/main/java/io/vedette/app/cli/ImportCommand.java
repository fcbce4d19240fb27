package io.vedette.app.cli;

import io.vedette.app.migrate.GatusImport;
import io.vedette.app.migrate.Migration;
import io.vedette.app.migrate.MigrationFiles;
import io.vedette.app.migrate.PingerImport;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import io.vedette.config.values.TextFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Makes application.properties and routes/checks.yaml from another monitor's configuration:",
            "  import pinger.ini           py-pinger",
            "  import gatus config.yaml    Gatus, as far as there is a counterpart here",
            "Reports what it changed and what it left out."
        },
        footer = {"", "Exit codes: 0 written, 1 nothing written, 2 wrong usage."})
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "[pinger|gatus] FILE",
            hideParamSyntax = true,
            arity = "1..2",
            description = "The file to import; a YAML file is taken as one of Gatus.")
    private List<String> arguments;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write the two files. Default: this folder.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Overwrites existing files.")
    private boolean force;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws Exception {
        String file = arguments.get(arguments.size() - 1);
        boolean isGatus = arguments.size() == 1 ? file.matches("(?i).*\\.ya?ml") : isGatus(arguments.get(0));
        PrintWriter err = spec.commandLine().getErr();
        TextFile text = TextFile.read(Path.of(file), TextFile.MOST_BYTES);
        if (!text.isRead()) {
            err.println(Problem.error(file, text.line(), null, text.complaint()));
            return 1;
        }
        Migration migration = isGatus ? GatusImport.of(text.text(), file) : PingerImport.of(text.text(), file);
        if (Configured.print(migration.problems(), err)) {
            err.println("nothing was written");
            return 1;
        }
        MigrationFiles files = MigrationFiles.in(out);
        List<Path> there = files.existing();
        if (!there.isEmpty() && !force) {
            there.forEach(
                    one -> err.println(one + " exists already; --force overwrites it, --out DIR writes elsewhere"));
            return 1;
        }
        try {
            files.write(migration);
        } catch (IOException e) {
            err.println("cannot write to " + out.toAbsolutePath() + ": " + reason(e)
                    + "; --out DIR names a folder, which is created if it does not exist");
            return 1;
        }
        report(migration, files);
        return 0;
    }

    private static String reason(IOException e) {
        return e instanceof FileAlreadyExistsException there
                ? there.getFile() + " exists and is not a folder"
                : Causes.message(e);
    }

    private boolean isGatus(String kind) {
        return switch (kind) {
            case "gatus" -> true;
            case "pinger", "py-pinger" -> false;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "\"" + kind + "\" cannot be imported, only pinger and gatus");
        };
    }

    private void report(Migration migration, MigrationFiles files) {
        PrintWriter printer = spec.commandLine().getOut();
        migration.notes().forEach(printer::println);
        int settings = migration.settings().size();
        int checks = migration.checks().size();
        printer.println("written: " + files.properties() + " (" + settings
                + (settings == 1 ? " setting), " : " settings), ") + files.checks()
                + " (" + checks + (checks == 1 ? " check)" : " checks)"));
        printer.flush();
    }
}
