package io.vedette.app.cli;

import io.vedette.app.migrate.Migration;
import io.vedette.app.migrate.MigrationFiles;
import io.vedette.config.values.Causes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "Makes settings, checks and targets from another monitor's configuration:",
            "  import pinger.ini                            py-pinger",
            "  import gatus config.yaml                     Gatus",
            "  import kuma kuma.db                          Uptime Kuma, its database or its JSON backup",
            "  import blackbox blackbox.yml prometheus.yml  blackbox_exporter, with Prometheus' scrape_configs",
            "  import nagios nagios.cfg                     Nagios, its main file or a file of objects",
            "  import healthchecks checks.json              Healthchecks, the answer of GET /api/v3/checks/",
            "Reports what it changed and what it left out."
        },
        footer = {"", "Exit codes: 0 written, 1 nothing written, 2 wrong usage."})
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "[pinger|gatus|kuma|blackbox|nagios|healthchecks] FILE...",
            hideParamSyntax = true,
            arity = "1..*",
            description =
                    "The file to import; without a word before it a .yaml is taken as one of Gatus, a .db of Uptime Kuma, a"
                            + " .cfg of Nagios.")
    private List<String> arguments;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to write the two files. Default: this folder.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Overwrites existing files.")
    private boolean force;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws Exception {
        Logging.to("System.err");
        ImportKind kind = arguments.size() == 1 ? ImportKind.ofFile(arguments.get(0)) : kind(arguments.get(0));
        List<String> names = arguments.size() == 1 ? arguments : arguments.subList(1, arguments.size());
        if (names.size() > kind.mostFiles()) {
            throw new ParameterException(spec.commandLine(), kind + " is imported from one file");
        }
        PrintWriter err = spec.commandLine().getErr();
        Migration read = kind.read(names);
        if (Configured.print(read.problems(), err)) {
            err.println("nothing was written");
            return 1;
        }
        Migration migration;
        try {
            migration = TriedMigration.of(read);
        } catch (IOException e) {
            err.println("cannot be tried among the temporary files: " + Causes.message(e)
                    + "; -Djava.io.tmpdir names another folder; nothing was written");
            return 1;
        }
        MigrationFiles files = MigrationFiles.in(out);
        List<Path> there = files.existing(migration);
        if (!there.isEmpty() && !force) {
            there.forEach(
                    one -> err.println(one + " exists already; --force overwrites it, --out DIR writes elsewhere"));
            return 1;
        }
        try {
            files.write(migration);
        } catch (IOException e) {
            err.println(unwritten(out, e));
            return 1;
        }
        report(migration, files);
        return 0;
    }

    /** Returns what to tell of files that cannot be written. */
    static String unwritten(Path out, IOException e) {
        return "cannot write to " + out.toAbsolutePath() + ": " + reason(e)
                + "; nothing was changed; --out DIR names another folder, which is created if it does not exist";
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + " exists and is not a folder";
        }
        if (e instanceof AccessDeniedException denied) {
            return "this user may not write " + denied.getFile();
        }
        return Causes.message(e);
    }

    private ImportKind kind(String name) {
        return ImportKind.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "\"" + name + "\" cannot be imported, only "
                                + Arrays.stream(ImportKind.values())
                                        .map(ImportKind::toString)
                                        .collect(Collectors.joining(", "))));
    }

    private void report(Migration migration, MigrationFiles files) {
        PrintWriter printer = spec.commandLine().getOut();
        migration.notes().forEach(printer::println);
        int settings = migration.settings().size();
        int checks = migration.checks().size();
        int targets = migration.targets().size();
        int secrets = migration.secrets().size();
        printer.println("written: " + files.properties() + " (" + settings
                + (settings == 1 ? " setting), " : " settings), ") + files.checks()
                + " (" + checks + (checks == 1 ? " check)" : " checks)")
                + (targets == 0
                        ? ""
                        : ", " + files.targets() + " (" + targets + (targets == 1 ? " target)" : " targets)"))
                + (secrets == 0
                        ? ""
                        : ", " + files.secrets() + " (" + secrets + (secrets == 1 ? " secret)" : " secrets)")));
        printer.flush();
    }
}
