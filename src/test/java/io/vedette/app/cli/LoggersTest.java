package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.vedette.process.Loggers;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Every logger of Vedette has a level of its own and a line in the docs. */
class LoggersTest {

    @Test
    void takeALevelEach() throws Exception {
        for (String name : names()) {
            LoggerContext context = new LoggerContext();
            context.putProperty(name.replace("vedette.", "vedette.log.level."), "DEBUG");

            LogSetup.levels(context);

            assertThat(names())
                    .as(name)
                    .allSatisfy(other -> assertThat(context.getLogger(other).getEffectiveLevel())
                            .isEqualTo(other.equals(name) ? Level.DEBUG : Level.INFO));
            context.stop();
        }
    }

    @Test
    void areAllInTheDocs() throws Exception {
        List<String> listed = Files.readAllLines(Path.of("docs/operations.md")).stream()
                .filter(line -> line.startsWith("| `vedette."))
                .map(line -> line.split("`")[1])
                .toList();

        assertThat(listed).containsExactlyElementsOf(names());
    }

    private static List<String> names() {
        return Arrays.stream(Loggers.class.getFields())
                .map(LoggersTest::logger)
                .map(Logger::getName)
                .toList();
    }

    private static Logger logger(Field field) {
        try {
            return (Logger) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
