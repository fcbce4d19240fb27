package io.vedette.camel.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.camel.VedetteService;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of docs/plain-camel.md as they stand there, beside servers that refuse, hang and answer with a refusal. */
class PlainCamelPageTest {

    private static final Path PAGE = Path.of("docs/plain-camel.md");
    private static final Pattern BLOCK = Pattern.compile("```(yaml|java)\n(.*?)```", Pattern.DOTALL);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final CountDownLatch end = new CountDownLatch(1);
    private LocalServer billing;
    private LocalServer slack;

    /** What the billing job does wrong, and what its check says of it. */
    private enum Fault {
        REFUSES(Reason.HTTP_STATUS) {
            @Override
            Answered answer(CountDownLatch end) {
                return Answered.of(500, "out of order");
            }
        },
        IS_BROKEN(Reason.MISSING_LASTRUN) {
            @Override
            Answered answer(CountDownLatch end) {
                return Answered.of(200, "{\"status\":\"broken\"}");
            }
        };

        private final Reason reason;

        Fault(Reason reason) {
            this.reason = reason;
        }

        abstract Answered answer(CountDownLatch end) throws InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        billing = LocalServer.answering(500, "out of order");
        slack = LocalServer.answering(200, "{\"ok\":true}");
    }

    @AfterEach
    void stop() {
        end.countDown();
        billing.close();
        slack.close();
    }

    @ParameterizedTest
    @EnumSource
    void areAMonitorInTheFolderOfTheJar(Fault fault) throws Exception {
        billing.answer(asked -> fault.answer(end));
        try (Standalone vedette = standalone()) {
            assertTold(vedette.context(), fault.reason);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areAMonitorInAContextOfOnesOwn(Fault fault) throws Exception {
        billing.answer(asked -> fault.answer(end));
        try (CamelContext context = bare()) {
            assertTold(context, fault.reason);
        }
    }

    @Test
    void noticeThatNobodyListens() throws Exception {
        billing.close();
        try (CamelContext context = bare()) {
            assertTold(context, Reason.UNREACHABLE);
        }
    }

    @Test
    void tellAgainWhatSlackRefused() throws Exception {
        slack.answer(200, "{\"ok\":false,\"error\":\"channel_not_found\"}");
        try (Standalone vedette = standalone()) {
            await().atMost(SOON).until(() -> posts() > 0);
            assertThat(waits(vedette.context())).isTrue();

            slack.answer(200, "{\"ok\":true}");

            await().atMost(SOON).until(() -> !waits(vedette.context()));
        }
    }

    @Test
    void tellAgainWhatSlackDidNotAnswer() throws Exception {
        slack.answer(asked -> {
            end.await();
            return Answered.of(200, "{\"ok\":true}");
        });
        try (CamelContext context = bare()) {
            await().atMost(SOON).until(() -> slack.asked().size() > 0);
            assertThat(waits(context)).isTrue();

            slack.answer(200, "{\"ok\":true}");
            end.countDown();

            await().atMost(SOON).until(() -> !waits(context));
        }
    }

    @Test
    void areAllValidAsTheyStand() throws Exception {
        List<RoutesBuilder> snippets = new ArrayList<>();
        for (String java : blocks("java")) {
            snippets.add(compiled(java, snippets.size()));
        }

        assertThat(snippets).hasSize(4);
        for (RoutesBuilder snippet : snippets) {
            try (CamelContext context = new DefaultCamelContext()) {
                snippet.addRoutesToCamelContext(context);
            }
        }
    }

    private void assertTold(CamelContext context, Reason reason) {
        await().atMost(SOON).until(() -> watched(context).latest().isPresent());
        Verdict verdict = watched(context).latest().orElseThrow().verdict();
        assertThat(verdict.reason()).contains(reason);
        await().atMost(SOON).until(() -> posts() == 1);
        await().atMost(SOON).until(() -> !waits(context));
    }

    /** Whether the alert is in the outbox still. */
    private static boolean waits(CamelContext context) {
        return watched(context).record().entries().values().stream()
                .anyMatch(entry -> entry.waiting().isPresent());
    }

    private static Watched watched(CamelContext context) {
        return context.getRegistry()
                .findSingleByType(VedetteService.class)
                .watchlist()
                .find("billing")
                .orElseThrow();
    }

    private long posts() {
        return slack.asked().stream()
                .map(asked -> URLDecoder.decode(asked.body(), StandardCharsets.UTF_8))
                .filter(body -> body.contains("billing is in error"))
                .count();
    }

    private Standalone standalone() throws Exception {
        Properties settings = settings();
        Installation installation = Installation.empty(folder)
                .file(
                        "application.properties",
                        settings.stringPropertyNames().stream()
                                .map(key -> key + "=" + settings.getProperty(key))
                                .toArray(String[]::new))
                .file("routes/monitor.yaml", blocks("yaml").get(0));
        return installation.start();
    }

    private CamelContext bare() throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().setInitialProperties(settings());
        context.addRoutes(compiled(blocks("java").get(0), 0));
        context.start();
        return context;
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("vedette.group-window", "0s");
        settings.setProperty("billing.url", billing.url("/task"));
        settings.setProperty("slack.token", "xoxb-test");
        settings.setProperty("slack.server", slack.url("/api/"));
        return settings;
    }

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    private RoutesBuilder compiled(String routes, int number) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("snippet" + number));
        Path source = classes.resolve("Snippet.java");
        Files.writeString(
                source,
                "public class Snippet extends org.apache.camel.builder.RouteBuilder {\npublic void configure() {\n"
                        + routes + "}\n}\n");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).as(routes).isZero();
        URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        return (RoutesBuilder) loader.loadClass("Snippet").getConstructor().newInstance();
    }
}
