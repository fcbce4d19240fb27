package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.LoopbackV6;
import io.vedette.probe.Observation;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the ping of this machine; where it has none, or may not use it, nothing of this is tried (Debian: iputils-ping). */
class RealPingTest {

    @BeforeAll
    static void isThere() throws Exception {
        boolean works = Stream.of("/bin/ping", "/usr/bin/ping").anyMatch(path -> Files.isExecutable(Path.of(path)))
                && runs("ping", "-n", "-c", "1", "127.0.0.1");
        if (!works) {
            System.out.println("not tried, as this machine has no ping that may be used: RealPingTest");
        }
        assumeTrue(works, "no ping, or it may not be used");
    }

    @Test
    void reachesThisMachine() throws Exception {
        assertThat(judge("127.0.0.1", 2)).isEqualTo("ok: ");
        assertThat(judge("localhost", 1)).isEqualTo("ok: ");
    }

    @Test
    void reachesThisMachineByIPv6() throws Exception {
        LoopbackV6.assumeIsThere();

        assertThat(judge("::1", 2)).isEqualTo("ok: ");
        assertThat(judge("[::1]", 1)).isEqualTo("ok: ");
    }

    @Test
    void tellsAnUnknownName() throws Exception {
        assertThat(judge("nobody.invalid", 1)).startsWith("unreachable: ").contains("nobody.invalid");
    }

    /** In a network of its own, in which nothing is reached. */
    @Test
    void tellsThatThereIsNoWay(@TempDir Path folder) throws Exception {
        assertThat(judge(alone("ip link set lo up", folder), "192.0.2.1"))
                .isEqualTo("unreachable: ping: connect: Network is unreachable");
        assertThat(judge(alone("ip link set lo up; ip route add unreachable 192.0.2.1", folder), "192.0.2.1"))
                .isEqualTo("unreachable: ping: connect: No route to host");
    }

    /** In a network of its own that swallows what is sent. */
    @Test
    void doesNotWaitForOneThatKeepsSilent(@TempDir Path folder) throws Exception {
        Path ping = alone("ip link set lo up; ip route add 192.0.2.1 dev lo", folder);
        long begin = System.nanoTime();

        PingProbe probe =
                new PingProbe("192.0.2.1", 2, Duration.ofMillis(2_500), Lookup.system(), any -> Optional.of(ping));
        assertThat(judge(probe.ask(Attempt.unlimited())))
                .isEqualTo("unreachable: 192.0.2.1 answers none of 2 echo requests");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
    }

    private static Path alone(String network, Path folder) throws Exception {
        assumeTrue(runs("unshare", "-n", "ip", "link", "set", "lo", "up"), "no networks of one's own");
        Path program = folder.resolve("ping");
        Files.writeString(
                program, "#!/bin/sh\nexec unshare -n sh -c '" + network + "; exec ping \"$@\"' ping \"$@\"\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static String judge(String host, int count) throws InterruptedException {
        Parameters parameters = new Parameters(Map.of("host", host, "count", String.valueOf(count)));
        PingProbe probe = PingProbe.read(parameters, Duration.ofSeconds(15), Lookup.system());
        assertThat(parameters.problems(List.of())).isEmpty();
        return judge(probe.ask(Attempt.unlimited()));
    }

    private static String judge(Path ping, String host) throws InterruptedException {
        return judge(new PingProbe(host, 2, Duration.ofSeconds(15), Lookup.system(), any -> Optional.of(ping))
                .ask(Attempt.unlimited()));
    }

    private static String judge(Answer answer) {
        Verdict verdict = Rules.create("ping", new Parameters(Map.of()), null)
                .orElseThrow()
                .judge(new Observation(Instant.now(), Duration.ZERO, answer), Instant.now());
        return (verdict.reason().isEmpty() ? "ok" : verdict.reasonCode()) + ": " + verdict.message();
    }
}
