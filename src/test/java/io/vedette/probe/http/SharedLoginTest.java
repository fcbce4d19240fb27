package io.vedette.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.TestClock;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Probe;
import io.vedette.probe.kind.Probes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What checks that share a login have to do with each other: nothing but its token. */
class SharedLoginTest {

    private static final Duration IMPATIENT = Duration.ofMillis(300);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final Probes probes =
            new Probes(new HttpTransport(), TokenSettings.NONE, new HeartbeatBook(), clock, new Secrets());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private LocalServer login;
    private LocalServer target;

    @BeforeEach
    void start() throws IOException {
        login = new LocalServer(asked -> {
            released.await();
            return Answered.of(200, "{\"auth_token\":\"t0ken-1\"}");
        });
        target = LocalServer.answering(200, "fine");
    }

    @AfterEach
    void stop() {
        released.countDown();
        threads.shutdownNow();
        probes.close();
        login.close();
        target.close();
    }

    @Test
    void goesOnForThePatientWhenAnImpatientCheckGivesUp() throws Exception {
        Probe impatient = check(IMPATIENT);
        Probe patient = check(PATIENT);

        Answer gaveUp = impatient.ask(Attempt.unlimited());
        Future<Answer> waits = threads.submit(() -> patient.ask(Attempt.unlimited()));
        assertThat(impatient.ask(Attempt.unlimited())).isEqualTo(gaveUp);
        released.countDown();

        assertThat(gaveUp).isEqualTo(new Trouble(Kind.TIMEOUT, "the login at 127.0.0.1 had not answered within 300ms"));
        assertThat(waits.get()).isInstanceOf(Http.class);
        assertThat(login.asked()).hasSize(1);
    }

    @Test
    void givesTheImpatientItsTokenAtTheNextRun() throws Exception {
        Probe impatient = check(IMPATIENT);
        assertThat(impatient.ask(Attempt.unlimited())).isInstanceOf(Trouble.class);

        released.countDown();

        await().untilAsserted(
                        () -> assertThat(impatient.ask(Attempt.unlimited())).isInstanceOf(Http.class));
        assertThat(login.asked()).hasSize(1);
    }

    @Test
    void goesOnWhenTheCheckThatBeganItIsCutShort() throws Exception {
        Attempt cut = new Attempt();
        Probe first = check(PATIENT);
        Probe second = check(PATIENT);
        Future<Answer> begins = threads.submit(() -> first.ask(cut));
        await().until(() -> login.asked().size() == 1);
        Future<Answer> waits = threads.submit(() -> second.ask(Attempt.unlimited()));

        cut.cancel();

        assertThat(begins.get())
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TIMEOUT));
        released.countDown();
        assertThat(waits.get()).isInstanceOf(Http.class);
        assertThat(login.asked()).hasSize(1);
    }

    @Test
    void tellsWhatAProbeThatIsCutShortWaitedFor() throws Exception {
        Attempt attempt = new Attempt();
        Future<Answer> waits = threads.submit(() -> check(PATIENT).ask(attempt));
        await().until(() -> login.asked().size() == 1);

        assertThat(attempt.pending()).isEqualTo("the login at 127.0.0.1 had not answered");

        released.countDown();
        waits.get();
        assertThat(attempt.pending()).isEqualTo("no complete answer");
    }

    @Test
    void isAskedOnceWhenItFailsForManyAtOnce() throws Exception {
        login.answer(asked -> {
            released.await();
            return Answered.of(503, "busy");
        });
        List<Future<Answer>> answers = IntStream.range(0, 20)
                .mapToObj(i -> threads.submit(() -> check(PATIENT).ask(Attempt.unlimited())))
                .toList();
        await().until(() -> login.asked().size() == 1);

        released.countDown();

        for (Future<Answer> answer : answers) {
            assertThat(answer.get())
                    .isEqualTo(new Trouble(Kind.UNREACHABLE, "login at 127.0.0.1: status 503, expected 2xx"));
        }
        assertThat(login.asked()).hasSize(1);
    }

    @Test
    void isTriedAnewSoonAfterItsServerWasInTrouble() throws Exception {
        Probe check = check(PATIENT);
        login.answer(503, "busy");
        assertThat(check.ask(Attempt.unlimited())).isInstanceOf(Trouble.class);

        login.answer(200, "{\"auth_token\":\"t0ken-1\"}");
        clock.forward(TokenLogin.SHORT_REST);

        assertThat(check.ask(Attempt.unlimited())).isInstanceOf(Http.class);
    }

    @Test
    @Tag("long")
    void endsByItselfWhenItsServerSaysNothing() throws Exception {
        Probe impatient = check(IMPATIENT);
        assertThat(impatient.ask(Attempt.unlimited())).isInstanceOf(Trouble.class);

        await().atMost(PendingLogin.LEAST.plusSeconds(5))
                .untilAsserted(() -> assertThat(((Trouble) impatient.ask(Attempt.unlimited())).message())
                        .startsWith("login at 127.0.0.1: no complete answer within 10"));
    }

    private Probe check(Duration timeout) {
        Parameters parameters = new Parameters(Map.of(
                "url",
                target.url("/"),
                "authUrl",
                login.url("/login"),
                "authUsername",
                "me@example.org",
                "authPassword",
                "pa55word"));
        return probes.create("http", "a-check", parameters, timeout).orElseThrow();
    }
}
