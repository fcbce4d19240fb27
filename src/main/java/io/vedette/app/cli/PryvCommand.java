package io.vedette.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prepares a Pryv.io platform before it can be watched. */
@Command(
        name = "pryv",
        description = "Prepares a Pryv.io platform for its health checks.",
        subcommands = PryvSetupCommand.class)
final class PryvCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name the command: pryv setup");
    }
}
