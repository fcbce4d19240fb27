package io.vedette.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.vedette.Vedette;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the documentation are those that run here, and use what is public alone. */
class JavaExamplesTest {

    private static final Path SOURCE = Path.of("src/test/java/io/vedette/examples/JavaExamples.java");
    private static final Pattern IN_JAVADOC = Pattern.compile("<pre>\\{@code\n(.*?)\n\\s*\\* }</pre>", Pattern.DOTALL);
    private static final Pattern IN_PAGE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** What the public API hands out, beside what stands at its root. */
    private static final Set<String> PUBLIC = Set.of(
            "io.vedette.camel.VedetteComponent",
            "io.vedette.camel.VedetteEndpoint",
            "io.vedette.camel.VedetteEndpointBuilderFactory",
            "io.vedette.camel.VedetteHost",
            "io.vedette.alert.Alert",
            "io.vedette.alert.Digest",
            "io.vedette.state.AlertKind",
            "io.vedette.state.Health");

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.getPropertiesComponent().addInitialProperty("vedette.probe.allow", "none");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:alerts?target=ops").routeId("tell-ops").to("log:ops");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void examplesRun() throws Exception {
        JavaExamples.severalChecks(context);
        JavaExamples.checksOfAList(context, Map.of("north", "https://north.example.com/health"));
        JavaExamples.oneCheck(context);
        Vedette.of(context).remove("shop");
        JavaExamples.vedette(context);
        JavaExamples.operator(context);
        Vedette.of(context).remove("billing-import");
        JavaExamples.templates(context);

        assertThat(Vedette.of(context).checks())
                .extracting(check -> check.name() + " " + check.group())
                .containsExactly("billing-certificate billing", "billing-import ", "north ");
    }

    static Stream<String> shown() throws Exception {
        Stream<String> javadoc = Stream.of("Checks", "Vedette")
                .flatMap(type -> snippets(Path.of("src/main/java/io/vedette", type + ".java"), IN_JAVADOC));
        String page = Files.readString(Path.of("docs/embedding.md"));
        String own = page.substring(page.indexOf("\n## Checks in Java\n"));
        return Stream.concat(javadoc, IN_PAGE.matcher(own).results().map(match -> match.group(1)));
    }

    private static Stream<String> snippets(Path file, Pattern pattern) {
        try {
            List<String> found = pattern.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1).replaceAll("(?m)^\\s*\\*", ""))
                    .toList();
            assertThat(found).isNotEmpty();
            return found.stream();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void showsWhatRuns(String snippet) throws Exception {
        assertThat(withoutBlanks(Files.readString(SOURCE))).contains(withoutBlanks(snippet));
    }

    private static String withoutBlanks(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void usesWhatIsPublicAlone() {
        noClasses()
                .that()
                .haveSimpleName("JavaExamples")
                .should()
                .dependOnClassesThat(describe("are no public API", one -> isOurs(one) && !isPublic(one)))
                .check(new ClassFileImporter().importPackages("io.vedette.examples"));
    }

    private static boolean isOurs(JavaClass one) {
        return one.getPackageName().startsWith("io.vedette")
                && !one.getPackageName().equals("io.vedette.examples");
    }

    private static boolean isPublic(JavaClass one) {
        return one.getPackageName().equals("io.vedette") || PUBLIC.contains(one.getName());
    }
}
