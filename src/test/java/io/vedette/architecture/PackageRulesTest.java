package io.vedette.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
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
import io.vedette.process.Loggers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The order of the packages is the order in which data moves; what each may know is decided here, and nothing else. */
class PackageRulesTest {

    private static final String ROOT = "io.vedette.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vedette");

    /** Every package, and the packages that it may know. */
    private static final Map<String, Set<String>> KNOWS = knows();

    private static final Set<String> ASK_THE_HOST =
            Set.of("VedetteHost", "EmbeddedSettings", "EmbeddedStore", "Clustering", "Engines", "Stack", "OwnChannel");

    private static final Path SOURCES = Path.of("src/main/java");

    /** What knows more classes than this is told by nobody in one sentence. */
    private static final int MOST_KNOWN = 25;

    private static final int LONGEST_FILE = 300;
    private static final int MEDIAN_FILE = 80;

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
        knows.put("config.values", Set.of("process"));
        knows.put("config.settings", Set.of("config.values"));
        knows.put("check", Set.of("process", "config.values"));
        knows.put("probe", Set.of("process", "config.values", "config.settings"));
        knows.put("probe.tls", Set.of("config.values", "probe"));
        knows.put("probe.http", Set.of("process", "config.values", "config.settings", "probe", "probe.tls"));
        knows.put("probe.dns", Set.of("config.values", "probe"));
        knows.put("probe.domain", Set.of("config.values", "probe", "probe.http"));
        knows.put("probe.sql", Set.of("config.values", "probe"));
        knows.put("probe.vertx", Set.of("config.values", "probe", "probe.tls", "probe.http"));
        knows.put(
                "probe.kind",
                Set.of(
                        "config.values",
                        "config.settings",
                        "probe",
                        "probe.tls",
                        "probe.http",
                        "process",
                        "probe.dns",
                        "probe.domain",
                        "probe.sql",
                        "probe.vertx"));
        knows.put(
                "discovery",
                Set.of("process", "config.values", "config.settings", "probe", "probe.http", "probe.kind"));
        knows.put("rule", Set.of("config.values", "probe", "probe.http"));
        knows.put("rule.health", Set.of("config.values", "probe", "probe.http", "rule"));
        knows.put("rule.kind", Set.of("config.values", "probe", "rule", "rule.health"));
        knows.put("state", Set.of("rule"));
        knows.put("alert", Set.of("config.values", "rule", "state"));
        knows.put("database", Set.of("process", "config.values", "config.settings", "rule"));
        knows.put("cluster", Set.of("process", "rule", "database"));
        knows.put("cluster.engine", Set.of("process", "config.values", "config.settings", "cluster"));
        knows.put("history", Set.of("process", "cluster", "config.settings", "rule", "state", "alert", "database"));
        knows.put(
                "store",
                Set.of(
                        "process",
                        "config.values",
                        "config.settings",
                        "rule",
                        "state",
                        "alert",
                        "database",
                        "cluster",
                        "history"));
        knows.put("target", Set.of("process", "config.values", "config.settings", "check", "state", "alert"));
        knows.put("probing", Set.of("process", "config.values", "probe", "rule", "state"));
        knows.put(
                "evaluate",
                Set.of(
                        "cluster",
                        "process",
                        "config.values",
                        "check",
                        "probe",
                        "rule",
                        "state",
                        "alert",
                        "history",
                        "store",
                        "target",
                        "probing"));
        knows.put(
                "deliver",
                Set.of(
                        "cluster",
                        "process",
                        "config.values",
                        "config.settings",
                        "check",
                        "state",
                        "alert",
                        "history",
                        "store",
                        "target",
                        "evaluate"));
        knows.put(
                "selfhealth", Set.of("process", "config.values", "discovery", "store", "target", "probing", "deliver"));
        knows.put("status.http", Set.of("config.values", "rule"));
        knows.put("status.access", Set.of("config.values", "config.settings", "store", "status.http"));
        knows.put(
                "status.oidc",
                Set.of("process", "config.values", "config.settings", "probe.tls", "status.http", "status.access"));
        knows.put(
                "status.source",
                Set.of(
                        "config.values",
                        "check",
                        "rule",
                        "state",
                        "history",
                        "store",
                        "target",
                        "evaluate",
                        "selfhealth"));
        knows.put(
                "status.api",
                Set.of(
                        "cluster",
                        "config.values",
                        "check",
                        "probe",
                        "probe.kind",
                        "rule",
                        "state",
                        "alert",
                        "history",
                        "store",
                        "target",
                        "evaluate",
                        "selfhealth",
                        "status.http",
                        "status.source"));
        knows.put(
                "status.page",
                Set.of(
                        "status.access",
                        "config.values",
                        "check",
                        "rule",
                        "state",
                        "alert",
                        "history",
                        "store",
                        "evaluate",
                        "status.http",
                        "status.source"));
        knows.put(
                "status.pinger",
                Set.of("config.values", "check", "rule", "state", "store", "evaluate", "status.http", "status.source"));
        knows.put(
                "status",
                Set.of(
                        "process",
                        "config.values",
                        "check",
                        "store",
                        "evaluate",
                        "status.http",
                        "status.access",
                        "status.source",
                        "status.api",
                        "status.page",
                        "status.pinger"));
        knows.put(
                "status.metrics",
                Set.of(
                        "cluster",
                        "process",
                        "check",
                        "discovery",
                        "rule",
                        "state",
                        "alert",
                        "store",
                        "target",
                        "probing",
                        "evaluate",
                        "selfhealth",
                        "status.http",
                        "status.source"));
        knows.put("camel.placeholder", Set.of("config.values", "config.settings"));
        knows.put("camel.language", Set.of("config.values", "rule"));
        knows.put(
                "camel.load",
                Set.of(
                        "process",
                        "config.values",
                        "config.settings",
                        "check",
                        "probe",
                        "probe.kind",
                        "discovery",
                        "rule",
                        "rule.kind",
                        "state",
                        "alert",
                        "target",
                        "camel.placeholder",
                        "camel.language"));
        knows.put(
                "camel",
                Set.of(
                        "cluster",
                        "cluster.engine",
                        "database",
                        "process",
                        "config.values",
                        "config.settings",
                        "check",
                        "probe",
                        "probe.tls",
                        "probe.http",
                        "probe.kind",
                        "discovery",
                        "rule",
                        "state",
                        "alert",
                        "history",
                        "store",
                        "target",
                        "probing",
                        "evaluate",
                        "deliver",
                        "selfhealth",
                        "status.metrics",
                        "camel.language",
                        "camel.load"));
        knows.put(
                "camel.http",
                Set.of(
                        "process",
                        "config.values",
                        "config.settings",
                        "target",
                        "selfhealth",
                        "status.http",
                        "status.access",
                        "status.api",
                        "status"));
        knows.put(
                "camel.context",
                Set.of(
                        "process",
                        "config.values",
                        "config.settings",
                        "check",
                        "discovery",
                        "store",
                        "target",
                        "probing",
                        "evaluate",
                        "selfhealth",
                        "camel.load",
                        "camel",
                        "camel.http"));
        knows.put(
                "camel.reload",
                Set.of(
                        "process",
                        "config.values",
                        "config.settings",
                        "check",
                        "probe",
                        "discovery",
                        "target",
                        "probing",
                        "evaluate",
                        "selfhealth",
                        "status.source",
                        "camel.placeholder",
                        "camel.load",
                        "camel",
                        "camel.context"));
        knows.put(
                "camel.run",
                Set.of(
                        "cluster",
                        "process",
                        "config.values",
                        "config.settings",
                        "check",
                        "probe",
                        "discovery",
                        "rule",
                        "state",
                        "alert",
                        "history",
                        "store",
                        "target",
                        "probing",
                        "evaluate",
                        "selfhealth",
                        "status.http",
                        "status.access",
                        "status.source",
                        "status.api",
                        "status",
                        "status.oidc",
                        "status.metrics",
                        "camel.placeholder",
                        "camel.load",
                        "camel",
                        "camel.http",
                        "camel.context",
                        "camel.reload"));
        knows.put("app.demo", Set.of("process", "check", "probe", "probe.http", "probe.kind"));
        knows.put(
                "app.pryv",
                Set.of("config.values", "config.settings", "check", "probe", "probe.http", "rule", "rule.health"));
        knows.put("app.migrate", Set.of("config.values", "config.settings", "check"));
        knows.put(
                "app.cli",
                Set.of(
                        "status.http",
                        "process",
                        "config.values",
                        "config.settings",
                        "probe",
                        "probe.tls",
                        "probe.http",
                        "rule",
                        "store",
                        "status.source",
                        "camel.placeholder",
                        "camel.load",
                        "camel.run",
                        "app.demo",
                        "app.pryv",
                        "app.migrate"));
        return knows;
    }

    static Set<String> packages() {
        return KNOWS.keySet();
    }

    @Test
    void everyPackageIsListed() {
        assertThat(CLASSES.stream().map(PackageRulesTest::slice).filter(slice -> !slice.isEmpty()))
                .containsOnlyElementsOf(KNOWS.keySet());
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
                .resideInAPackage("io.vedette." + name)
                .should()
                .dependOnClassesThat(later)
                .check(CLASSES);
    }

    @Test
    void onlyTheRunnableJarKnowsTheRunnableJar() {
        noClasses()
                .that(describe("are no part of the app", one -> !slice(one).startsWith("app.") && !isApp(one)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vedette.app.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineAndTheAppKnowTheCommandLine() {
        noClasses()
                .that(describe("are neither app.cli nor App", one -> !slice(one).equals("app.cli") && !isApp(one)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vedette.app.cli..", "picocli.."))
                .check(CLASSES);
    }

    @Test
    void onlyCamelAndWhatApplicationsUseKnowCamel() {
        noClasses()
                .that(describe(
                        "are neither camel nor at the root",
                        one -> !isCamel(one) && !slice(one).isEmpty()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.camel.."))
                .check(CLASSES);
    }

    @Test
    void onlyWhatLastsKnowsDatabases() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.vedette.database", "io.vedette.history", "io.vedette.store", "io.vedette.probe.sql")
                // Another monitor's database is a file to import.
                .and()
                .doNotHaveSimpleName("KumaFile")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.sql..", "javax.sql..").and(not(type(DataSource.class))))
                .check(CLASSES);
    }

    @Test
    void onlyWhatAsksTheHostKnowsItsDatabase() {
        noClasses()
                .that(describe(
                        "are not asked by the store or the host",
                        one -> !one.getPackageName().startsWith("io.vedette.database")
                                && !one.getPackageName().equals("io.vedette.store")
                                && !ASK_THE_HOST.contains(one.getSimpleName())))
                .should()
                .dependOnClassesThat(type(DataSource.class))
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("io.vedette.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** The root package is no slice of the rule above: a circle through it would not be seen there. */
    @Test
    void nothingBelowTheRootKnowsIt() {
        noClasses()
                .that()
                .resideInAPackage("io.vedette.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vedette")
                .check(CLASSES);
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
                        "are neither app.cli, camel nor App",
                        one -> !slice(one).equals("app.cli") && !isCamel(one) && !isApp(one)))
                .should()
                .callCodeUnitWhere(systemClock)
                .check(CLASSES);
    }

    @Test
    void noClassKnowsMoreThanCanBeTold() {
        Map<String, Set<String>> known = new TreeMap<>();
        CLASSES.forEach(one -> one.getDirectDependenciesFromSelf().stream()
                .map(dependency -> outer(dependency.getTargetClass().getBaseComponentType()))
                .filter(other -> other.startsWith(ROOT) && !other.equals(outer(one)))
                .forEach(other -> known.computeIfAbsent(outer(one).substring(ROOT.length()), name -> new TreeSet<>())
                        .add(other.substring(ROOT.length()))));
        known.values().removeIf(others -> others.size() <= MOST_KNOWN);

        assertThat(known).isEmpty();
    }

    @Test
    void filesAreShort() throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (Path file : sources()) {
            String name =
                    SOURCES.resolve("io/vedette").relativize(file).toString().replace('\\', '/');
            lines.put(name, Files.readAllLines(file).size());
        }
        List<Integer> sorted = lines.values().stream().sorted().toList();
        lines.values().removeIf(length -> length <= LONGEST_FILE);

        assertThat(lines).isEmpty();
        assertThat(sorted.get(sorted.size() / 2)).isLessThan(MEDIAN_FILE);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void logUnderTheNamesThatOperatorsKnow() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Loggers.class)
                .should()
                .callMethodWhere(
                        describe("makes a logger", call -> call.getTargetOwner().isEquivalentTo(LoggerFactory.class)))
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
        List<Path> silent = sources().stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !folder.endsWith("io/vedette"))
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();

        assertThat(silent).isEmpty();
    }

    /** The package's name after {@code io.vedette}; empty for App and for all that is not ours. */
    private static String slice(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith("io.vedette.") ? name.substring("io.vedette.".length()) : "";
    }

    /** The name of the class that a nested one stands in, or its own. */
    private static String outer(JavaClass one) {
        int nested = one.getName().indexOf('$');
        return nested < 0 ? one.getName() : one.getName().substring(0, nested);
    }

    private static boolean isCamel(JavaClass one) {
        return slice(one).equals("camel") || slice(one).startsWith("camel.");
    }

    private static boolean isApp(JavaClass one) {
        return one.getName().equals(App.class.getName()) || one.getName().startsWith(App.class.getName() + "$");
    }
}
