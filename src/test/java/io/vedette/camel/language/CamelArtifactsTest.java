package io.vedette.camel.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vedette.camel.language.CamelArtifacts.Kind;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PackageScanResourceResolver;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CamelArtifactsTest {

    private static final String ADD =
            "-4.18.0.jar and the jars that it needs, see \"Further parts of Camel\" in" + " docs/operations.md";

    private final CamelArtifacts artifacts = new CamelArtifacts();

    @Test
    void areThoseOfTheCamelThatRuns() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(artifacts.version()).isEqualTo(context.getVersion());
        }
    }

    @Test
    void holdAllComponentsOfCamelsThatAreThere() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PackageScanResourceResolver resolver = PluginHelper.getPackageScanResourceResolver(context);
            List<String> there =
                    resolver.findResources("classpath:META-INF/services/org/apache/camel/component/*").stream()
                            .map(Resource::getLocation)
                            .map(location -> location.substring(location.lastIndexOf('/') + 1))
                            .filter(name -> !name.equals("vedette"))
                            .toList();

            assertThat(there)
                    .contains("http", "timer")
                    .allSatisfy(name ->
                            assertThat(artifacts.artifact(Kind.COMPONENT, name)).isPresent());
        }
    }

    @Test
    void compareNoTextThatIsTooLongForAName() {
        String text = "q".repeat(1_000_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(artifacts.complaint(Kind.COMPONENT, text, List.of("http")))
                        .endsWith("\" is not a known component"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COMPONENT  | smtp    | the component 'smtp' is not on the class path; add camel-mail",
                "COMPONENT  | imaps   | the component 'imaps' is not on the class path; add camel-mail",
                "COMPONENT  | kafka   | the component 'kafka' is not on the class path; add camel-kafka",
                "LANGUAGE   | groovy  | the language 'groovy' is not on the class path; add camel-groovy",
                "LANGUAGE   | jq      | the language 'jq' is not on the class path; add camel-jq",
                "DATAFORMAT | csv     | the data format 'csv' is not on the class path; add camel-csv",
            })
    void areNamedWhereTheyAreMissing(Kind kind, String name, String complaint) {
        assertThat(artifacts.complaint(kind, name, List.of())).isEqualTo(complaint.replace('\'', '"') + ADD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COMPONENT | smpt    | 'smpt' is not a known component, did you mean 'smtp'?",
                "COMPONENT | kafak   | 'kafak' is not a known component, did you mean 'kafka'?",
                "COMPONENT | tymer   | 'tymer' is not a known component, did you mean 'timer'?",
                "COMPONENT | chats   | 'chats' is not a known component, did you mean 'chat'?",
                "COMPONENT | telepathy | 'telepathy' is not a known component",
                "LANGUAGE  | groovie | 'groovie' is not a known language, did you mean 'groovy'?",
                "LANGUAGE  | qj      | 'qj' is not a known language, did you mean 'jq'?",
            })
    void areSuggestedWhereOneIsNear(Kind kind, String name, String complaint) {
        assertThat(artifacts.complaint(kind, name, List.of("timer", "chat"))).isEqualTo(complaint.replace('\'', '"'));
    }
}
