package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Certificate;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsRuleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TlsRule RULE = new TlsRule(21, 7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT504H1S  | OK       | the certificate of CN=server expires in 21 days, on 2026-03-22T12:00:01Z",
                "PT504H    | DEGRADED | the certificate of CN=server expires in 21 days, on 2026-03-22T12:00:00Z",
                "PT168H1S  | DEGRADED | the certificate of CN=server expires in 7 days, on 2026-03-08T12:00:01Z",
                "PT168H    | ERROR    | the certificate of CN=server expires in 7 days, on 2026-03-08T12:00:00Z",
                "PT24H     | ERROR    | the certificate of CN=server expires in 1 day, on 2026-03-02T12:00:00Z",
                "PT5H      | ERROR    | the certificate of CN=server expires in 5 hours, on 2026-03-01T17:00:00Z",
                "PT0S      | ERROR    | the certificate of CN=server expires in less than an hour, on 2026-03-01T12:00:00Z",
                "PT-1S     | ERROR    | the certificate of CN=server expired less than an hour ago, on 2026-03-01T11:59:59Z",
                "PT-72H    | ERROR    | the certificate of CN=server expired 3 days ago, on 2026-02-26T12:00:00Z",
            })
    void judgesByTheTimeThatIsLeft(Duration left, Status status, String message) {
        Verdict verdict = judge(RULE, tls(List.of(), server(NOW.plus(left))));

        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.message()).isEqualTo(message);
        assertThat(verdict.reasonCode()).isEqualTo(status == Status.OK ? "" : "certificate");
    }

    @Test
    void judgesByTheCertificateThatExpiresFirst() {
        Certificate issuer = new Certificate("CN=Issuer", "CN=Root", Instant.EPOCH, NOW.plus(Duration.ofDays(3)));

        Verdict verdict = judge(RULE, tls(List.of(), server(NOW.plus(Duration.ofDays(80))), issuer));

        assertThat(verdict.message()).startsWith("the certificate of CN=Issuer expires in 3 days");
    }

    @Test
    void tellsACertificateThatIsNotYetValid() {
        Certificate early = new Certificate("CN=server", "CN=Root", NOW.plusSeconds(1), NOW.plus(Duration.ofDays(80)));

        assertThat(judge(RULE, tls(List.of(), early)))
                .isEqualTo(Verdict.error(
                        Reason.CERTIFICATE,
                        "the certificate of CN=server is not yet valid; it will be on 2026-03-01T12:00:01Z"));
    }

    @Test
    void tellsAllFaultsTogether() {
        Verdict verdict = judge(RULE, tls(List.of("untrusted issuer", "wrong host name"), server(NOW.minusSeconds(1))));

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.message()).startsWith("untrusted issuer; wrong host name; the certificate of CN=server exp");
    }

    @Test
    void warnsNobodyWhenTheThresholdsAreOff() {
        assertThat(judge(new TlsRule(0, 0), tls(List.of(), server(NOW.plusSeconds(60))))
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void passesOnTrouble() {
        assertThat(judge(RULE, new Answer.Trouble(Kind.UNREACHABLE, "refused")))
                .isEqualTo(Verdict.error(Reason.UNREACHABLE, "refused"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "warnDays=30;errorDays=10 | ",
                "errorDays=30             | ",
                "warnDays=5               | warnDays: 5 must not be less than errorDays, 7",
                "warnDays=-1              | warnDays: \"-1\" is not between 0 and 3650",
                "errorDays=soon           | errorDays: \"soon\" is not a whole number",
            })
    void readsItsParameters(String text, String problem) {
        Map<String, String> values = Arrays.stream(text.split(";"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Parameters parameters = new Parameters(values);

        TlsRule.of(parameters);

        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .containsExactlyElementsOf(problem == null ? List.of() : List.of(problem));
    }

    private static Certificate server(Instant notAfter) {
        return new Certificate("CN=server", "CN=Root", Instant.EPOCH, notAfter);
    }

    private static Answer.Tls tls(List<String> faults, Certificate... chain) {
        return new Answer.Tls(List.of(chain), faults, "TLSv1.3");
    }

    private static Verdict judge(TlsRule rule, Answer answer) {
        return rule.judge(new Observation(NOW, Duration.ZERO, answer), NOW);
    }
}
