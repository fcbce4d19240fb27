package io.vedette.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service of an installed package, run as its unit says: its command line, its user, its log. */
final class InstalledService implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("answers on (http://127\\.0\\.0\\.1:\\d+)/");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private final Process process;
    private final Path log;
    private final Path errors;
    private final String address;

    private InstalledService(Process process, Path log, Path errors, long before) {
        this.process = process;
        this.log = log;
        this.errors = errors;
        this.address = await().atMost(PATIENCE).until(() -> started(before), found -> found != null);
    }

    /** Starts it on a free port and waits until it answers. */
    static InstalledService start(DebianRoot root) throws Exception {
        Path log = root.path(setting(root, "StandardOutput").replaceFirst("^append:", ""));
        Path errors = root.path("/journal");
        long before = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(command(root))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("VEDETTE_"));
        builder.environment().put("VEDETTE_HTTP_PORT", "0");
        builder.environment().put("VEDETTE_DATABASE_URL", "jdbc:sqlite:" + root.path("/var/lib/vedette/vedette.db"));
        return new InstalledService(builder.start(), log, errors, before);
    }

    /** The value of a key of the installed unit. */
    static String setting(DebianRoot root, String key) throws IOException {
        return Files.readAllLines(root.path("/usr/lib/systemd/system/vedette.service")).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> command(DebianRoot root) throws Exception {
        List<String> command = new ArrayList<>();
        for (String word : setting(root, "ExecStart").split(" ")) {
            if (word.equals("/usr/bin/java")) {
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
            } else if (word.startsWith("/")) {
                assertThat(root.path(word)).exists();
                command.add(root.path(word).toString());
            } else {
                // A test's service lives shortly: no second compiler.
                command.add(word.equals("$JAVA_OPTS") ? "-XX:TieredStopAtLevel=1" : word);
            }
        }
        List<String> asUser = asUser(root.user());
        // Not everybody may change users, and not everybody may run this Java.
        if (Shell.succeeds(append(asUser, List.of(command.get(0), "-version")))) {
            return append(asUser, command);
        }
        return command;
    }

    private static List<String> asUser(int user) {
        return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
    }

    private static List<String> append(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private String started(long before) throws IOException {
        assertThat(process.isAlive())
                .as(() -> "it ended: " + told(errors) + told(log))
                .isTrue();
        byte[] bytes = Files.readAllBytes(log);
        String lines = new String(bytes, (int) before, bytes.length - (int) before, StandardCharsets.UTF_8);
        Matcher started = STARTED.matcher(lines);
        return started.find() ? started.group(1) : null;
    }

    private static String told(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    Path log() {
        return log;
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    /** The check as py-pinger's path shows it. */
    JsonNode check(String name) throws Exception {
        return new ObjectMapper().readTree(get("/task/" + name).body()).path("data");
    }

    /** Asks it to end, as systemd does; the exit code. */
    int stop() throws Exception {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
