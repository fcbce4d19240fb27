package io.vedette.app.cli;

import io.vedette.status.http.Resource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        description = {
            "Prints the JSON schema of files of checks, NAME.checks.yaml, by which editors complete and verify them:",
            "  vedette schema > checks.schema.json, and as the first line of such a file",
            "  # yaml-language-server: $schema=checks.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(Resource.read("checks.schema.json", "application/schema+json")
                        .body());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
