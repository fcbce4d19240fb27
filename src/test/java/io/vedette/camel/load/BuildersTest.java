package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.Generated;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The typed builders say what the templates say; {@code mvn test -Dtest=BuildersTest -Dvedette.generate} writes them anew. */
class BuildersTest {

    @Test
    void everyTemplateHasABuilderOfItsParameters() throws Exception {
        Map<String, String> files = new TreeMap<>();
        BuilderSource.of(TemplateFilesTest.templates().toList())
                .forEach((type, source) -> files.put("java/io/vedette/" + type + ".java", source));

        assertThat(Generated.kept(files)).isEqualTo(files);
    }
}
