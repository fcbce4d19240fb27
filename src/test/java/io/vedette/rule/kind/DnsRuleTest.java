package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Connected;
import io.vedette.probe.Observation;
import io.vedette.probe.RecordType;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsRuleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A     |                           | 192.0.2.1;192.0.2.2      | ok",
                "A     | 192.0.2.2                 | 192.0.2.1;192.0.2.2      | ok",
                "A     | 192.0.2.2, 192.0.2.1      | 192.0.2.1;192.0.2.2      | ok",
                "A     | 192.0.2.3                 | 192.0.2.1;192.0.2.2      | condition",
                "A     | 192.0.2.1, 192.0.2.3      | 192.0.2.1;192.0.2.2      | condition",
                "AAAA  | 2001:0db8:0::1            | 2001:db8::1              | ok",
                "CNAME | Core.Example              | core.example.            | ok",
                "CNAME | core                      | core.example.            | condition",
                "MX    | 10 mail.example.          | 10 mail.example.         | ok",
                "MX    | 10 mail.example           | 10 Mail.Example.         | ok",
                "MX    | 10 mail.example           | 20 mail.example.         | condition",
                "TXT   | v=spf1 -all               | v=spf1 -all              | ok",
                "TXT   | V=spf1 -all               | v=spf1 -all              | condition",
                "TXT   | v=spf1                    | v=spf1 -all              | condition",
                "TXT   | \"v=spf1\" \" -all\"         | v=spf1 -all              | ok",
                "TXT   | \"v=spf1\" \"-all\"          | v=spf1 -all              | condition",
                "TXT   | \"a, b\" \"c\", \"d\"         | a, bc;d                  | ok",
                "TXT   | \"a\\\" \\\"b\"               | a\" \"b                   | ok",
                "TXT   | \"a\\\\\" \"b\"               | a\\b                     | ok",
                "TXT   | \"a,b\", c                | a,b;c                    | ok",
                "CAA   | 0 issue \"ca.example\"    | 0 issue \"ca.example\"   | ok",
            })
    void comparesTheRecordsWithTheExpectedOnes(RecordType type, String expected, String records, String outcome) {
        Parameters parameters =
                new Parameters(Map.of("type", type.name(), "expected", expected == null ? "" : expected));
        DnsRule rule = DnsRule.of(parameters);
        Answer.Dns dns =
                new Answer.Dns("a.example", type, "NOERROR", List.of(records.split(";")), List.of(), "192.0.2.53:53");

        Verdict verdict = judge(rule, dns);

        assertThat(parameters.problems(List.of())).isEmpty();
        assertThat(verdict.status() == Status.OK ? "ok" : verdict.reasonCode()).isEqualTo(outcome);
    }

    @Test
    void readsALongExpectedText() {
        String text = "k=v;, ".repeat(10_000);
        DnsRule rule =
                DnsRule.of(new Parameters(Map.of("type", "TXT", "expected", "\"" + text + "\"," + "x".repeat(60_000))));

        assertThat(judge(
                                rule,
                                new Answer.Dns(
                                        "a.example",
                                        RecordType.TXT,
                                        "NOERROR",
                                        List.of(text, "x".repeat(60_000)),
                                        List.of(),
                                        "192.0.2.53:53"))
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void showsWhatIsMissingAndWhatIsThere() {
        Answer.Dns dns = new Answer.Dns(
                "a.example",
                RecordType.A,
                "NOERROR",
                List.of("192.0.2.1", "192.0.2.2"),
                List.of("core.example"),
                "192.0.2.53:53");

        assertThat(judge(new DnsRule(List.of("192.0.2.1", "192.0.2.9")), dns).message())
                .isEqualTo("expected A 192.0.2.9 of core.example (the alias of a.example), seen 192.0.2.1, 192.0.2.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOERROR  | a.example has no A record (an empty answer); asked 192.0.2.53:53",
                "NXDOMAIN | a.example does not exist (NXDOMAIN); asked 192.0.2.53:53",
                "SERVFAIL | the server failed to answer for a.example (SERVFAIL); asked 192.0.2.53:53",
                "REFUSED  | the server refuses to answer for a.example (REFUSED); asked 192.0.2.53:53",
                "NOTIMP   | the server answered NOTIMP for a.example; asked 192.0.2.53:53",
            })
    void tellsWhyThereIsNoAnswer(String rcode, String message) {
        Answer.Dns dns = new Answer.Dns("a.example", RecordType.A, rcode, List.of(), List.of(), "192.0.2.53:53");

        assertThat(judge(new DnsRule(List.of("192.0.2.1")), dns)).isEqualTo(Verdict.error(Reason.NO_ANSWER, message));
    }

    @Test
    void saysWhoWasAskedWhereTheNamedResolverDoesNotKnowTheAlias() {
        Answer.Dns dns = new Answer.Dns(
                "a.example",
                RecordType.A,
                "NOERROR",
                List.of("192.0.2.1"),
                List.of("cdn.example"),
                "10.0.0.1:53",
                new Answer.Dns.Way(List.of(), false, Optional.of("192.0.2.53:53")));
        String who = "asked 192.0.2.53:53, which does not know the alias, then 10.0.0.1:53, a resolver of this machine";

        assertThat(judge(new DnsRule(List.of()), dns).message()).isEqualTo(who);
        assertThat(judge(new DnsRule(List.of("192.0.2.9")), dns).message()).endsWith("; " + who);
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE,   UNREACHABLE",
        "TIMEOUT,       TIMEOUT",
        "MALFORMED,     MALFORMED_BODY",
        "MISCONFIGURED, MISCONFIGURED"
    })
    void passesOnTrouble(Kind kind, Reason reason) {
        assertThat(judge(new DnsRule(List.of()), new Answer.Trouble(kind, "why")))
                .isEqualTo(Verdict.error(reason, "why"));
    }

    @Test
    void saysThatAnotherProbesAnswerIsNotItsOwn() {
        assertThat(judge(new DnsRule(List.of()), new Connected()).reason()).contains(Reason.MISCONFIGURED);
    }

    @Test
    void objectsToAnExpectedValueThatCannotBe() {
        Parameters parameters = new Parameters(Map.of("expected", "192.0.2.1, core.example"));

        DnsRule.of(parameters);

        assertThat(parameters.problems(List.of()))
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .startsWith("expected: \"core.example\" is not the value of an A record");
    }

    private static Verdict judge(DnsRule rule, Answer answer) {
        return rule.judge(new Observation(NOW, Duration.ZERO, answer), NOW);
    }
}
