package com.example.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.Vedette;
import io.vedette.state.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The batch starts, is judged and tells, without the libraries that it leaves out. */
@Timeout(60)
class BatchTest {

    private static final Pattern LEFT_OUT =
            Pattern.compile("<exclusion><groupId>[^<]+</groupId><artifactId>([^<]+)</artifactId></exclusion>");

    @Test
    void tellsAProblemAndItsEnd() throws Exception {
        Batch batch = new Batch();
        try (CamelContext context = batch.context()) {
            context.start();
            Vedette vedette = Vedette.of(context);

            context.createProducerTemplate().sendBody("seda:imported", 0);
            await().atMost(Duration.ofSeconds(20)).until(() -> batch.told().size() == 1);
            assertThat(batch.told().get(0)).contains("import is in error", "nothing was imported");
            assertThat(vedette.check("import").orElseThrow().status()).isEqualTo(Health.ERROR);

            context.createProducerTemplate().sendBody("seda:imported", 12);
            await().atMost(Duration.ofSeconds(20)).until(() -> batch.told().size() == 2);
            assertThat(vedette.check("import").orElseThrow().status()).isEqualTo(Health.OK);
        }
    }

    @Test
    void takesAFailureOfItsRouteForAnObservation() throws Exception {
        Batch batch = new Batch();
        try (CamelContext context = batch.context()) {
            context.start();

            context.createProducerTemplate().sendBody("seda:imported", "not a number");

            await().atMost(Duration.ofSeconds(20)).until(() -> batch.told().size() == 1);
            assertThat(batch.told().get(0)).contains("import is in error");
        }
    }

    @Test
    void hasNothingOfWhatItLeavesOut() throws Exception {
        Set<String> leftOut = new TreeSet<>();
        Matcher exclusion = LEFT_OUT.matcher(Files.readString(Path.of("pom.xml")));
        while (exclusion.find()) {
            leftOut.add(exclusion.group(1));
        }
        List<String> jars =
                List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(java.io.File.pathSeparator));

        assertThat(leftOut).isNotEmpty();
        assertThat(jars)
                .isNotEmpty()
                .noneMatch(jar -> leftOut.stream()
                        .anyMatch(name ->
                                Path.of(jar).getFileName().toString().matches(Pattern.quote(name) + "-[0-9].*")));
    }
}
