package io.vedette.app.cli;

import io.vedette.config.values.Durations;
import io.vedette.config.values.OwnPaths;
import io.vedette.process.ProcessEnd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A run of Vedette in a process and a folder of its own, which checks itself, is asked for its pages, and ends; Java writes then what it
 * has loaded and linked. Up to Java 24 that is an archive of classes (AppCDS), from 25 on the AOT cache, which holds linked classes and
 * profiles too; both are given to later starts by the same option.
 */
final class TrainingRun {

    private static final int HAS_AOT_CACHE = 25;
    private static final Pattern ANSWERS = Pattern.compile("answers on (http://127\\.0\\.0\\.1:\\d+)/");
    private static final List<String> PAGES = List.of(OwnPaths.LIVE, "/", OwnPaths.API + "/checks");
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    /** Its start, its answers, and two minutes in which Java writes. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(4);

    private static final Duration LONGEST_KILL = Duration.ofSeconds(10);

    private static final Map<String, String> FILES = Map.of("application.properties", """
            vedette.http.host=127.0.0.1
            vedette.http.port=0
            vedette.sample=true
            vedette.interval=1s
            vedette.timeout=900ms
            vedette.database.url=jdbc:sqlite:vedette.db
            """, "routes/checks.yaml", """
            - templatedRoute:
                routeTemplateRef: task
                routeId: task
                parameters:
                  - { name: url, value: "http://127.0.0.1:{{vedette.http.port}}/sample/task" }
            - templatedRoute:
                routeTemplateRef: http
                routeId: http
                parameters:
                  - { name: url, value: "http://127.0.0.1:{{vedette.http.port}}/health/live" }
            - templatedRoute:
                routeTemplateRef: health
                routeId: health
                parameters:
                  - { name: url, value: "http://127.0.0.1:{{vedette.http.port}}/health/ready" }
            - templatedRoute:
                routeTemplateRef: tcp
                routeId: tcp
                parameters:
                  - { name: host, value: 127.0.0.1 }
                  - { name: port, value: "{{vedette.http.port}}" }
            """);

    private final Path jar;
    private final Duration longest;

    TrainingRun(Path jar) {
        this(jar, LONGEST_RUN);
    }

    /** @param longest after this it is killed */
    TrainingRun(Path jar, Duration longest) {
        this.jar = jar;
        this.longest = longest;
    }

    /** Writes the file, which is not there yet. */
    void write(Path file) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("vedette-warm-");
        try {
            Files.createDirectory(folder.resolve("routes"));
            for (Map.Entry<String, String> each : FILES.entrySet()) {
                Files.writeString(folder.resolve(each.getKey()), each.getValue());
            }
            run(folder, file);
        } finally {
            delete(folder);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("this Java wrote no archive of its classes");
        }
    }

    private void run(Path folder, Path file) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command(file)).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VEDETTE_"));
        Process process = builder.start();
        // Its lines are waited for, and their end: nothing else would end one that hangs.
        CompletableFuture<Boolean> inTime = process.onExit()
                .thenApply(ended -> true)
                .completeOnTimeout(false, longest.toMillis(), TimeUnit.MILLISECONDS);
        inTime.thenAccept(ended -> process.destroyForcibly());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            ask(address(lines, errors));
            // Not its own method of that name, which closes what it says.
            process.toHandle().destroy();
            // What it says at its end is read, so that it can end.
            while (lines.readLine() != null) {
                continue;
            }
            process.waitFor();
            if (!inTime.getNow(true)) {
                throw new IOException("the run that was to be kept does not end");
            }
        } catch (IOException e) {
            throw inTime.getNow(true)
                    ? e
                    : new IOException(
                            "the run that was to be kept took longer than " + Durations.format(longest)
                                    + ", and was ended",
                            e);
        } finally {
            process.destroyForcibly().waitFor(LONGEST_KILL.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private List<String> command(Path file) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") && !option.contains("Archive") && !option.contains("AOT"))
                .forEach(command::add);
        command.add((Runtime.version().feature() >= HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=")
                + file);
        command.add("-D" + ProcessEnd.TRAINING + "=true");
        command.addAll(List.of("-jar", jar.toString(), "run"));
        return command;
    }

    private static URI address(BufferedReader lines, Path errors) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher answers = ANSWERS.matcher(line);
            if (answers.find()) {
                return URI.create(answers.group(1));
            }
        }
        throw new IOException("the run that was to be kept did not start: "
                + Files.readString(errors).strip());
    }

    /** Has it show its pages, each twice: to a browser and to a program. */
    private static void ask(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String page : PAGES) {
            for (String kind : List.of("text/html", "*/*")) {
                HttpRequest request = HttpRequest.newBuilder(address.resolve(page))
                        .header("Accept", kind)
                        .timeout(LONGEST_ANSWER)
                        .build();
                HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
                answer.body().close();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
