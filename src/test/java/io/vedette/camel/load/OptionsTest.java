package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.Generated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The options of {@code vedette:observe} are those that checks and rules read. */
class OptionsTest {

    @Test
    void listsWhatChecksAndRulesRead() throws Exception {
        Map<String, String> options =
                OptionsSource.options(TemplateFilesTest.templates().toList());

        // When an application's own route observes a check, that route says when, and how often.
        assertThat(OptionsSource.missing(options)).containsExactlyElementsOf(List.of("interval", "retries"));
        Map<String, String> file = Map.of("java/io/vedette/camel/CheckOptions.java", OptionsSource.source(options));
        assertThat(Generated.kept(file)).isEqualTo(file);
    }
}
