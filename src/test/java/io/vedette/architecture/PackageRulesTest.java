package io.vedette.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vedette.App;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of the packages is the order in which data moves; what each may know is decided here. */
class PackageRulesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vedette");

    /** Every package, and the packages that it may know. */
    private static final Map<String, Set<String>> KNOWS = knows();

    /** What reads a clock of its own; with a {@link java.time.Clock} or a zone given they are something else. */
    private static final Map<String, Set<String>> CLOCKS = Map.of(
            "java.lang.System", Set.of("currentTimeMillis"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds"),
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.OffsetDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.util.Date", Set.of("<init>"));

    private static Map<String, Set<String>> knows() {
        Map<String, Set<String>> knows = new LinkedHashMap<>();
        knows.put("process", Set.of());
        knows.put("config", Set.of("process"));
        knows.put("check", Set.of("process", "config"));
        knows.put("migrate", Set.of("process", "config", "check"));
        knows.put("probe", Set.of("process", "config"));
        knows.put("rule", Set.of("process", "config", "probe"));
        knows.put("state", Set.of("process", "config", "rule"));
        knows.put("alert", Set.of("process", "config", "rule", "state"));
        knows.put("store", Set.of("process", "config", "rule", "state", "alert"));
        knows.put("watch", Set.of("process", "config", "check", "probe", "rule", "state", "alert", "store"));
        knows.put("status", Set.of("process", "config", "check", "probe", "rule", "state", "alert", "store", "watch"));
        return knows;
    }

    static Set<String> packages() {
        return KNOWS.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void knowsOnlyWhatComesBeforeIt(String name) {
        DescribedPredicate<JavaClass> later = describe("come after it", other -> {
            String slice = slice(other);
            return !slice.isEmpty() && !slice.equals(name) && !KNOWS.get(name).contains(slice);
        });

        noClasses()
                .that()
                .resideInAPackage("io.vedette." + name + "..")
                .should()
                .dependOnClassesThat(later)
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineAndTheAppKnowTheCommandLine() {
        noClasses()
                .that(describe("are neither cli nor App", one -> !slice(one).equals("cli") && !isApp(one)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vedette.cli..", "picocli.."))
                .check(CLASSES);
    }

    @Test
    void onlyCamelAndTheAppKnowCamel() {
        noClasses()
                .that(describe("are neither camel nor App", one -> !slice(one).equals("camel") && !isApp(one)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.camel.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheStoreKnowsDatabases() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.vedette.store..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("io.vedette.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheEdgeReadsTheSystemClock() {
        DescribedPredicate<JavaCall<?>> systemClock = describe(
                "reads the system clock",
                call -> CLOCKS.getOrDefault(call.getTargetOwner().getName(), Set.of())
                                .contains(call.getName())
                        && call.getTarget().getRawParameterTypes().isEmpty());

        noClasses()
                .that(describe(
                        "are neither cli, camel nor App",
                        one -> !Set.of("cli", "camel").contains(slice(one)) && !isApp(one)))
                .should()
                .callCodeUnitWhere(systemClock)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(CLASSES);
    }

    @Test
    void everyPackageTellsWhatComesInAndWhatGoesOut() throws IOException {
        Path root = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> silent = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !folder.endsWith("io/vedette"))
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();

            assertThat(silent).isEmpty();
        }
    }

    /** The first part of the package's name after {@code io.vedette}; empty for App and for all that is not ours. */
    private static String slice(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith("io.vedette.")
                ? name.substring("io.vedette.".length()).split("\\.")[0]
                : "";
    }

    private static boolean isApp(JavaClass one) {
        return one.getName().startsWith(App.class.getName());
    }
}
