package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.target.TargetKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The templates of targets declare and describe what their kinds read, and hold no value of it. */
class TargetTemplatesTest {

    @ParameterizedTest
    @EnumSource(TargetKind.class)
    void everyKindHasATemplateThatDeclaresWhatItReads(TargetKind kind) {
        RouteTemplateDefinition template = template(kind);
        Parameters given = new Parameters(Map.of());
        kind.protocol(given, Clock.systemUTC());

        assertThat(TemplateRoute.parameters(template).stream().map(RouteTemplateParameterDefinition::getName))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(given.asked())
                        .stream().filter(name -> !name.equals("parameters")).toList());
    }

    @ParameterizedTest
    @EnumSource(TargetKind.class)
    void itsRouteHoldsNoPlaceholder(TargetKind kind) {
        RouteTemplateDefinition template = template(kind);

        assertThat(template.getDescriptionText()).endsWith(".");
        assertThat(TemplateRoute.parameters(template))
                .allSatisfy(parameter -> assertThat(parameter.getDescription()).endsWith("."));
        assertThat(template.getRoute().getOutputs().toString()).doesNotContain("{{");
    }

    private static RouteTemplateDefinition template(TargetKind kind) {
        try (RouteParser parser = new RouteParser()) {
            List<RouteTemplateDefinition> found =
                    parser.folder(Path.of("src/main/resources/io/vedette/templates")).stream()
                            .flatMap(file -> file.templates().stream())
                            .filter(template -> template.getId().equals(kind.template()))
                            .collect(Collectors.toList());
            assertThat(found).hasSize(1);
            assertThat(TargetReader.isTarget(found.get(0))).isTrue();
            return found.get(0);
        }
    }
}
