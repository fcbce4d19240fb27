package io.vedette.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The image that is built from source is the same but for where its jar comes from. */
class DockerfilesTest {

    private static final String FIRST = "LABEL ";

    @Test
    void differInTheJarAlone() throws Exception {
        String ready = Files.readString(Path.of("Dockerfile"));
        String source = Files.readString(Path.of("Dockerfile.source"));

        assertThat(source.substring(source.indexOf(FIRST)).replace("COPY --from=source /src/target/", "COPY target/"))
                .isEqualTo(ready.substring(ready.indexOf(FIRST)));
        assertThat(source).contains("FROM eclipse-temurin:${JAVA}-jre-noble\n");
    }
}
