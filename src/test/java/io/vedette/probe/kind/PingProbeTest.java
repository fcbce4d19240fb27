package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings.ProbeRanges;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.AddressPolicy;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.Observation;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.Rules;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PingProbeTest {

    private static final String IPUTILS = """
        PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
        64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.045 ms
        64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.050 ms (DUP!)
        64 bytes from 127.0.0.1: icmp_seq=3 ttl=64 time=12 ms

        --- 127.0.0.1 ping statistics ---
        3 packets transmitted, 2 received, +1 duplicates, 33% packet loss, time 2003ms
        rtt min/avg/max/mdev = 0.045/6.0/12/5.9 ms
        """;
    private static final String INETUTILS = """
        PING 127.0.0.1 (127.0.0.1): 56 data bytes
        64 bytes from 127.0.0.1: icmp_seq=0 ttl=64 time=0.031 ms
        64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.052 ms
        --- 127.0.0.1 ping statistics ---
        3 packets transmitted, 2 packets received, 33% packet loss
        round-trip min/avg/max/stddev = 0.031/0.042/0.052/0.000 ms
        """;
    private static final String BUSYBOX = """
        PING ::1 (::1): 56 data bytes
        64 bytes from ::1: seq=0 ttl=64 time=0.080 ms
        64 bytes from ::1: seq=1 ttl=64 time=0.090 ms

        --- ::1 ping statistics ---
        3 packets transmitted, 2 packets received, 33% packet loss
        """;
    private static final String SILENT = """
        PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.
        From 10.0.0.1 icmp_seq=1 Destination Host Unreachable

        --- 192.0.2.1 ping statistics ---
        3 packets transmitted, 0 received, +1 errors, 100% packet loss, time 2040ms
        """;

    @ParameterizedTest
    @CsvSource({"iputils, 45000, 12000000", "inetutils, 31000, 52000", "busybox, 80000, 90000"})
    void readsWhatEachOfThemPrints(String which, long first, long second) throws Exception {
        String printed = Map.of("iputils", IPUTILS, "inetutils", INETUTILS, "busybox", BUSYBOX)
                .get(which);
        PingOutput output = new PingOutput(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)), 3);

        assertThat(output.await(Duration.ofSeconds(20))).isTrue();
        assertThat(output.roundTrips()).containsExactly(Duration.ofNanos(first), Duration.ofNanos(second));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iputils |            |      | error condition",
                "iputils | maxLoss=34 |      | ok",
                "iputils | maxLoss=33% |     | error condition",
                "busybox | maxLoss=50% | maxRoundTrip=1ms  | ok",
                "iputils | maxLoss=50 | maxRoundTrip=1ms   | degraded slow",
                "silent  | maxLoss=99 |      | error unreachable",
            })
    void judgesLossAndTime(String which, String loss, String time, String outcome, @TempDir Path folder)
            throws Exception {
        String printed =
                Map.of("iputils", IPUTILS, "busybox", BUSYBOX, "silent", SILENT).get(which);

        assertThat(outcome(judge(ask(program(folder, "cat <<'END'\n" + printed + "END\n"), 3), loss, time)))
                .isEqualTo(outcome);
    }

    /** Also with one that says nothing before the first answer, as iputils does where no terminal listens. */
    @ParameterizedTest
    @ValueSource(strings = {"echo 'PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.'", "true"})
    void isDoneInTimeWithOneThatWaitsForEver(String says, @TempDir Path folder) throws Exception {
        Path ping = program(folder, says + "\nexec sleep 600\n");
        Answer answer = new PingProbe(
                        "192.0.2.1", 1, Duration.ofMillis(1_500), Lookup.system(), any -> Optional.of(ping))
                .ask(Attempt.unlimited());

        Verdict verdict = judge(answer, null, null);
        assertThat(outcome(verdict)).isEqualTo("error unreachable");
        assertThat(verdict.message()).isEqualTo("192.0.2.1 answers none of 1 echo requests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ping: connect: No route to host",
                "ping: connect: Network is unreachable",
                "ping: connect: Cannot assign requested address",
                "ping: sendto: Network is unreachable"
            })
    void tellsThatThereIsNoWay(String says, @TempDir Path folder) throws Exception {
        Verdict verdict = judge(ask(program(folder, "echo '" + says + "' >&2; exit 2\n"), 1), null, null);

        assertThat(outcome(verdict)).isEqualTo("error unreachable");
        assertThat(verdict.message()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 'ping: socket: Operation not permitted' >&2; exit 2 | ping did not ask: ping: socket: Operation"
                        + " not permitted",
                "echo 'PING 192.0.2.1 (192.0.2.1): 56 data bytes'; echo 'ping: permission denied (are you root?)' >&2;"
                        + " exit 1 | ping did not ask: ping: permission denied (are you root?)",
                "exit 1                                                   | ping did not ask: it says nothing",
            })
    void tellsThatItMayNotAsk(String script, String message, @TempDir Path folder) throws Exception {
        Verdict verdict = judge(ask(program(folder, script + "\n"), 1), null, null);

        assertThat(outcome(verdict)).isEqualTo("error misconfigured");
        assertThat(verdict.message()).isEqualTo(message);
    }

    @Test
    void tellsThatThereIsNone() throws Exception {
        PingProbe probe =
                new PingProbe("127.0.0.1", 1, Duration.ofSeconds(5), Lookup.system(), any -> Optional.empty());

        assertThat(judge(probe.ask(Attempt.unlimited()), null, null).message())
                .startsWith("there is no ping on this machine; install it");
    }

    /** A name that looks like an option, or leads elsewhere at the second look, never gets to it. */
    @Test
    void getsAnAddressAlone(@TempDir Path folder) throws Exception {
        Path ping = program(folder, "echo \"PING $*\" > " + folder.resolve("arguments") + "\n");
        PingProbe probe = new PingProbe(
                "a.example",
                2,
                Duration.ofSeconds(5),
                host -> List.of(InetAddress.getByName("192.0.2.7")),
                any -> Optional.of(ping));
        probe.ask(Attempt.unlimited());

        assertThat(Files.readString(folder.resolve("arguments"))).isEqualTo("PING -n -c 2 192.0.2.7\n");
    }

    @Test
    void keepsToTheAddressRules() throws Exception {
        ProbeRanges denied = new ProbeRanges(List.of("all"), List.of("127.0.0.0/8"), List.of());
        Parameters parameters = new Parameters(Map.of("host", "127.0.0.1"));
        Answer answer = PingProbe.read(parameters, Duration.ofSeconds(5), AddressPolicy.over(Lookup.system(), denied))
                .ask(Attempt.unlimited());

        assertThat(judge(answer, null, null).message()).startsWith("127.0.0.1 may not be reached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count   | 21  | count: \"21\" is not between 1 and 20",
                "count   | 12  | count: 12 requests, one a second, do not fit into the timeout of 10s",
                "host    | -f  | host: \"-f\" is not a host name",
            })
    void tellsWhatIsWrong(String name, String value, String problem) {
        Map<String, String> values = new TreeMap<>(Map.of("host", "a.example"));
        values.put(name, value);
        Parameters parameters = new Parameters(values);
        PingProbe.read(parameters, Duration.ofSeconds(10), Lookup.system());

        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .singleElement()
                .isEqualTo(problem);
    }

    private static Path program(Path folder, String script) throws Exception {
        Path program = folder.resolve("ping");
        Files.writeString(program, "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static Answer ask(Path program, int count) throws InterruptedException {
        return new PingProbe("192.0.2.1", count, Duration.ofSeconds(20), Lookup.system(), any -> Optional.of(program))
                .ask(Attempt.unlimited());
    }

    private static Verdict judge(Answer answer, String... pairs) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : pairs) {
            if (pair != null) {
                values.put(pair.split("=")[0], pair.split("=")[1]);
            }
        }
        return Rules.create("ping", new Parameters(values), null)
                .orElseThrow()
                .judge(new Observation(Instant.now(), Duration.ZERO, answer), Instant.now());
    }

    private static String outcome(Verdict verdict) {
        return (verdict.status().code() + " " + verdict.reasonCode()).strip();
    }
}
