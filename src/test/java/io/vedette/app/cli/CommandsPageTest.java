package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every command has a line in the table of the docs. */
class CommandsPageTest {

    @Test
    void namesEveryCommand() throws Exception {
        List<String> listed = Files.readAllLines(Path.of("docs/operations.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1].split(" ")[0])
                .toList();

        assertThat(VedetteCommand.commandLine().getSubcommands().keySet())
                .filteredOn(name -> !name.equals("help"))
                .isSubsetOf(listed);
    }
}
