package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.camel.load.ExtraCheck;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TlsServer;
import io.vedette.rule.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks tried by the whole of Vedette, as the command line does: all of a test class at once, because starting costs most. */
public final class Trials {

    private final List<ExtraCheck> checks = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /** One check to try; parameters are names and values in turn. */
    public Trials add(String name, String template, String... parameters) {
        checks.add(new ExtraCheck(name, template, parameters(parameters)));
        return this;
    }

    /** A setting under which all are tried. */
    Trials with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    static Map<String, String> parameters(String... parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return map;
    }

    public Trials run(Path folder) throws Exception {
        try (Standalone vedette = standalone(folder, settings, checks)) {
            List<Problem> errors =
                    vedette.problems().stream().filter(Problem::isError).toList();
            if (!errors.isEmpty()) {
                throw new IllegalArgumentException(errors.toString());
            }
            vedette.start();
            verdicts.putAll(vedette.tryOut(vedette.checks()).verdicts());
            vedette.service()
                    .watchlist()
                    .all()
                    .forEach(watched -> addresses.put(
                            watched.check().name(), watched.check().url()));
        }
        return this;
    }

    Verdict verdict(String check) {
        return verdicts.get(check);
    }

    /** {@code error http-status}, or the status alone. */
    String outcome(String check) {
        Verdict verdict = verdict(check);
        return (verdict.status().code() + " " + verdict.reasonCode()).strip();
    }

    public String address(String check) {
        return addresses.get(check);
    }

    /** What is wrong with one check, a line each. */
    public static String problems(Path folder, String template, String... parameters) throws Exception {
        return told(Problem::isError, folder, template, parameters);
    }

    public static String warnings(Path folder, String template, String... parameters) throws Exception {
        return told(problem -> !problem.isError(), folder, template, parameters);
    }

    private static String told(Predicate<Problem> which, Path folder, String template, String... parameters)
            throws Exception {
        ExtraCheck check = new ExtraCheck("tried", template, parameters(parameters));
        try (Standalone vedette = standalone(folder, Map.of(), List.of(check))) {
            return vedette.problems().stream()
                    .filter(which)
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Standalone standalone(Path folder, Map<String, String> settings, List<ExtraCheck> checks)
            throws Exception {
        Loaded loaded = SettingsLoader.of(settings, folder);
        assertThat(loaded.problems()).noneMatch(Problem::isError);
        // The time at which the certificates of the tests are valid.
        Clock clock = Clock.fixed(TestAuthority.NOW, ZoneOffset.UTC);
        return new Standalone(loaded.settings(), loaded.secrets(), clock, Standalone.Mode.TRIAL, checks);
    }

    /** A web server that answers as it is told, with TLS when it has an identity. */
    static final class Web implements AutoCloseable {

        interface Handler {
            void handle(HttpExchange exchange) throws IOException;
        }

        private final HttpServer server;

        private Web(HttpServer server) {
            this.server = server;
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "test-web");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        }

        static Web plain() throws IOException {
            return new Web(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
        }

        static Web secure(TestAuthority identity) throws IOException {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.setHttpsConfigurator(new HttpsConfigurator(TlsServer.context(identity)));
            return new Web(server);
        }

        Web on(String path, int status, String body) {
            return on(path, exchange -> answer(exchange, status, body));
        }

        Web on(String path, Handler handler) {
            server.createContext(path, handler::handle);
            return this;
        }

        static void answer(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        String host() {
            return "127.0.0.1:" + server.getAddress().getPort();
        }

        String url() {
            return "http://" + host();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** The body of a sample, to the letter. */
    static String sample(String name) {
        try (InputStream in = Trials.class.getResourceAsStream("/health/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
