package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Three answers make a configuration that works. */
class InitCommandTest {

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();

    @Test
    void asksThreeQuestionsAndWritesWhatWorks() throws Exception {
        try (LocalServer site = LocalServer.answering(200, "Welcome");
                LocalServer hook = LocalServer.answering(200, "")) {
            CommandLineRun.Result result = init(List.of(site.url("/"), "webhook", hook.url("/in/s3cret-path-77")));

            assertThat(result.err()).isEmpty();
            assertThat(result.code()).isZero();
            assertThat(asked).hasSize(3);
            assertThat(result.out()).contains("answers with status 200", "written: ", "next: ");
            assertThat(new CommandLineRun(folder).run("validate").out().strip()).isEqualTo("valid: 1 check");
            assertThat(new CommandLineRun(folder).run("check", "--all").out().strip())
                    .isEqualTo("127.0.0.1: ok");
            assertThat(new CommandLineRun(folder).run("notify", "ops").code()).isZero();
            assertThat(hook.last().body()).contains("\"check\":\"vedette-test\"");
            assertThat(Files.readString(folder.resolve("routes/targets.yaml"))).doesNotContain("s3cret-path-77");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets/ops-url"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void knowsATaskByItsAnswer() throws Exception {
        try (LocalServer task = LocalServer.answering(
                200, "{\"status\":\"ok\",\"lastrun\":\"2026-01-01T00:00:00Z\",\"frequency\":5}")) {
            assertThat(init(List.of(task.url("/task"), "log")).out()).contains("as a task does");

            assertThat(Files.readString(folder.resolve("routes/checks.yaml"))).contains("routeTemplateRef: task");
            assertThat(folder.resolve("routes/targets.yaml")).doesNotExist();
            assertThat(new CommandLineRun(folder).run("check", "--all").out()).contains("stale");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ops@example.com                                        | smtp://localhost:25    | never",
                "ops@example.com smtp://mail.example.com:587            | smtp://mail.example.com:587 | optional",
                "ops@example.com smtps://u:geheim77@mail.example.com    | smtps://mail.example.com | password"
            })
    void takesAMailAddressWithItsServer(String answer, String server, String further) throws Exception {
        assertThat(init(List.of("http://127.0.0.1:1/", "email", answer)).err()).isEmpty();

        assertThat(Files.readString(folder.resolve("routes/targets.yaml")))
                .contains(server, further)
                .doesNotContain("geheim77");
        assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
    }

    @Test
    void doesNotWaitForASiteThatNeverEnds() throws Exception {
        try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> drip(dripping));
            server.setDaemon(true);
            server.start();
            Instant begin = Instant.now();

            CommandLineRun.Result result = init(List.of("http://127.0.0.1:" + dripping.getLocalPort() + "/", "log"));

            assertThat(result.out()).contains("does not answer now");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
    }

    /** A byte at a time, for ever. */
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        } catch (IOException e) {
            Thread.yield(); // Nobody listens any more.
        }
    }

    @Test
    void takesAnAddressAsItIsMeant() throws Exception {
        assertThat(init(List.of("http://[::1]:1/", "email", "ops@example.com smtps://u:a%40b%2Fc@mail.example.com"))
                        .err())
                .isEmpty();

        assertThat(Files.readString(folder.resolve("routes/checks.yaml"))).contains("routeId: \"::1\"");
        assertThat(folder.resolve("secrets/ops-password")).hasContent("a@b/c");
        assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
    }

    @Test
    void saysWhyItCannotWrite() throws Exception {
        Path there = Files.writeString(folder.resolve("file"), "");

        CommandLineRun.Result result = init(
                Optional.empty(),
                "--url",
                "http://127.0.0.1:1/",
                "--tell",
                "log",
                "--out",
                there.resolve("x").toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("cannot write to " + there.resolve("x"), "Not a directory");
    }

    @Test
    void asksNothingWithoutATerminal() {
        CommandLineRun.Result result = init(Optional.empty());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("there is no terminal to ask on: give --url, --tell and --to");
        assertThat(init(Optional.empty(), "--url", "http://127.0.0.1:1/", "--tell", "log")
                        .code())
                .isZero();
        assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop                                | \"shop\" is not a URL",
                "http://127.0.0.1:1/,pigeon          | \"pigeon\" is none of email, slack, webhook and log",
                "http://127.0.0.1:1/,slack,nowhere   | is not a URL",
                "http://127.0.0.1:1/,email,nobody    | is not an e-mail address",
                "http://127.0.0.1:1/                 | no answer"
            })
    void writesNothingAfterAnAnswerThatIsNone(String answers, String complaint) {
        CommandLineRun.Result result = init(List.of(answers.split(",")));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains(complaint, "nothing was written");
        assertThat(folder.resolve("application.properties")).doesNotExist();
    }

    @Test
    void overwritesNothingUnasked() throws Exception {
        Files.writeString(folder.resolve("application.properties"), "vedette.interval=5s\n");

        assertThat(init(List.of("http://127.0.0.1:1/", "log")).err()).contains("exists already");
        assertThat(folder.resolve("application.properties")).hasContent("vedette.interval=5s");
        assertThat(asked).as("questions whose answers would come to nothing").isEmpty();
    }

    /** In a process of its own, as the log of this one is set up already. */
    @Test
    void saysNothingButWhatItFindsAndWrites() throws Exception {
        try (LocalServer site = LocalServer.answering(200, "Welcome")) {
            Process init = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.vedette.App",
                            "init",
                            "--url",
                            site.url("/"),
                            "--tell",
                            "log",
                            "--out",
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(init.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(init.waitFor()).as(said).isZero();
            assertThat(said.lines())
                    .satisfiesExactly(
                            found -> assertThat(found).endsWith(" answers with status 200"),
                            written -> assertThat(written).startsWith("written: "),
                            next -> assertThat(next).startsWith("next: "));
            assertThat(Files.readString(folder.resolve("routes/checks.yaml")))
                    .startsWith("# Made by Vedette from the answers to vedette init\n");
        }
    }

    private CommandLineRun.Result init(List<String> answers) {
        Deque<String> left = new ArrayDeque<>(answers);
        return init(Optional.of(left));
    }

    private CommandLineRun.Result init(Optional<Deque<String>> answers, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--out")) {
            all.addAll(List.of("--out", folder.toString()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new InitCommand(
                        answers.map(left -> question -> {
                            asked.add(question);
                            return left.poll();
                        }),
                        Duration.ofSeconds(1)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new CommandLineRun.Result(code, out.toString(), err.toString());
    }
}
