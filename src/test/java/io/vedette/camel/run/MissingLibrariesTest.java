package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.status.access.Access;
import io.vedette.status.oidc.Oidc;
import io.vedette.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application without a library that something it asks for needs: the message names it as Maven does. */
class MissingLibrariesTest {

    @ParameterizedTest
    @CsvSource({
        "dnsjava, dnsjava:dnsjava, dns",
        "sentry, io.sentry:sentry, sentry",
        "cron-utils, com.cronutils:cron-utils, cron",
        "bcrypt, at.favre.lib:bcrypt, bcrypt",
        "oauth2-oidc-sdk, com.nimbusds:oauth2-oidc-sdk, oidc"
    })
    void areNamed(String jar, String artifact, String what) throws Exception {
        String said = run(jar, what);

        assertThat(said).contains("needs " + artifact + ": add it to the dependencies of the application");
        assertThat(said).doesNotContain("NoClassDefFoundError");
    }

    private static String run(String without, String what) throws IOException, InterruptedException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(without + "-"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        path,
                        App.class.getName(),
                        what)
                .redirectErrorStream(true)
                .start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }
    }

    /** The application, in a process of its own. */
    public static final class App {

        private App() {}

        public static void main(String[] arguments) {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                if (arguments[0].equals("bcrypt")) {
                    context.getPropertiesComponent()
                            .addInitialProperty(
                                    "vedette.http.password",
                                    "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy");
                    context.getPropertiesComponent().addInitialProperty("vedette.http.username", "ops");
                    context.getPropertiesComponent().addInitialProperty("vedette.http.path", "/vedette");
                }
                if (arguments[0].equals("oidc")) { // As EmbeddedStatus does, where the application has a server.
                    Map<String, String> settings = Map.of(
                            "vedette.http.base-url", "https://app.example.com/vedette",
                            "vedette.http.oidc.issuer", "https://sso.example.com",
                            "vedette.http.oidc.client-id", "vedette");
                    Settings read = SettingsLoader.of(settings, Path.of("")).settings();
                    Access access = Access.of(read.http(), () -> "", new MemoryStore(), Clock.systemUTC());
                    Oidc.of(read, () -> "", access.signIn(), Clock.systemUTC());
                }
                context.addRoutes(routes(arguments[0]));
                context.start();
                System.out.println("started");
            } catch (Throwable e) { // Whatever the application would see.
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    System.out.println(cause);
                }
            }
        }

        private static org.apache.camel.RoutesBuilder routes(String what) {
            return switch (what) {
                case "dns" -> io.vedette.Checks.checks().dns("name").host("example.com");
                case "sentry" ->
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("vedette:alerts?target=errors&kind=sentry")
                                    .routeId("tell")
                                    .to("log:errors");
                        }
                    };
                case "cron" ->
                    io.vedette.Checks.checks()
                            .tcp("port")
                            .host("localhost")
                            .port(1)
                            .maintenance("cron \"0 2 * * *\" for 90m");
                default ->
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:a").routeId("a").to("vedette:observe");
                        }
                    };
            };
        }
    }
}
