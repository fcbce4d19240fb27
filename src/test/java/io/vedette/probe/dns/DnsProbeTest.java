package io.vedette.probe.dns;

import static io.vedette.probe.DnsAnswerer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.DnsAnswerer;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.Lookup;
import io.vedette.probe.Observation;
import io.vedette.probe.RecordType;
import io.vedette.rule.kind.DnsRule;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class DnsProbeTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(8);

    @Test
    void tellsTheRecordsOfTheAnswer() throws Exception {
        try (DnsAnswerer server =
                DnsAnswerer.with(Rcode.NOERROR, "a.example. 60 IN A 192.0.2.1", "a.example. 60 IN A 192.0.2.2")) {
            Answer.Dns dns = ask(server, "a.example", RecordType.A);

            assertThat(dns.rcode()).isEqualTo("NOERROR");
            assertThat(dns.records()).containsExactly("192.0.2.1", "192.0.2.2");
            assertThat(dns.aliases()).isEmpty();
            assertThat(dns.server()).isEqualTo(server.address().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AAAA  | 2001:db8::1                    | 2001:db8::1",
                "CNAME | b.example.                     | b.example.",
                "MX    | 10 mail.example.               | 10 mail.example.",
                "TXT   | \"v=spf1 \" \"-all\"           | v=spf1 -all",
                "SRV   | 0 5 5060 sip.example.          | 0 5 5060 sip.example.",
                "NS    | ns.example.                    | ns.example.",
                "SOA   | ns.example. me.example. 1 2 3 4 5 | ns.example. me.example. 1 2 3 4 5",
                "PTR   | a.example.                     | a.example.",
                "CAA   | 0 issue \"ca.example\"         | 0 issue \"ca.example\"",
            })
    void asksForEveryType(RecordType type, String data, String shown) throws Exception {
        try (DnsAnswerer server = DnsAnswerer.with(Rcode.NOERROR, "a.example. 60 IN " + type + " " + data)) {
            assertThat(ask(server, "a.example", type).records()).containsExactly(shown);
        }
    }

    @Test
    void asksForTheNameAsItIsWithoutSearchList() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.with(Rcode.NXDOMAIN)) {
            ask(server, "intranet", RecordType.A);

            assertThat(server.asked())
                    .extracting(query -> query.getQuestion().getName().toString())
                    .containsOnly("intranet.");
        }
    }

    @Test
    void asksForTheNameOfAnAddress() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.with(Rcode.NOERROR, "1.2.0.192.in-addr.arpa. 60 IN PTR host.example.")) {
            assertThat(ask(server, "192.0.2.1", RecordType.PTR).records()).containsExactly("host.example.");
        }
    }

    @Test
    void followsAliasesWithinOneAnswer() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.with(
                Rcode.NOERROR,
                "a.example. 60 IN CNAME b.example.",
                "b.example. 60 IN CNAME c.example.",
                "c.example. 60 IN A 192.0.2.3")) {
            Answer.Dns dns = ask(server, "a.example", RecordType.A);

            assertThat(dns.records()).containsExactly("192.0.2.3");
            assertThat(dns.aliases()).containsExactly("b.example", "c.example");
        }
    }

    @Test
    void followsAnAliasThatIsAllTheServerTells() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> Optional.of((isFor(query, "a.example.")
                        ? response(query, Rcode.NOERROR, "a.example. 60 IN CNAME b.example.")
                        : response(query, Rcode.NOERROR, "b.example. 60 IN A 192.0.2.4"))
                .toWire()))) {
            Answer.Dns dns = ask(server, "a.example", RecordType.A);

            assertThat(dns.records()).containsExactly("192.0.2.4");
            assertThat(dns.aliases()).containsExactly("b.example");
        }
    }

    @Test
    void asksTheMachinesResolversWhereAnAliasLeadsOutOfTheServersZone() throws Exception {
        try (DnsAnswerer zone = DnsAnswerer.start((query, overTcp) -> Optional.of(
                        isFor(query, "user.pryv.example.")
                                ? response(query, Rcode.NOERROR, "user.pryv.example. 60 IN CNAME core.cloud.example.")
                                        .toWire()
                                : DnsAnswerer.refused(query)));
                DnsAnswerer machine = DnsAnswerer.with(Rcode.NOERROR, "core.cloud.example. 60 IN A 192.0.2.5")) {
            Answer answer = probe(zone, machine, "user.pryv.example", RecordType.A, LONG)
                    .ask(Attempt.unlimited());

            assertThat(answer).isInstanceOfSatisfying(Answer.Dns.class, dns -> {
                assertThat(dns.records()).containsExactly("192.0.2.5");
                assertThat(dns.server()).isEqualTo(machine.address().toString());
                assertThat(dns.way().before()).contains(zone.address().toString());
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in one answer | a b, b a | a.example -> b.example -> a.example",
                "of one        | a a      | a.example -> a.example",
                "further down  | a b, b c, c b | a.example -> b.example -> c.example -> b.example",
            })
    void tellsAliasesThatLeadInACircle(String which, String pairs, String circle) throws Exception {
        for (boolean atOnce : new boolean[] {true, false}) {
            try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> Optional.of(response(
                            query,
                            Rcode.NOERROR,
                            Stream.of(pairs.split(", "))
                                    .filter(pair -> atOnce || isFor(query, pair.charAt(0) + ".example."))
                                    .map(pair ->
                                            pair.charAt(0) + ".example. 60 IN CNAME " + pair.charAt(2) + ".example.")
                                    .toArray(String[]::new))
                    .toWire()))) {
                assertThat(told(ask(server, "a.example", RecordType.A)))
                        .isEqualTo("the aliases of a.example lead in a circle, or too far: " + circle + "; asked "
                                + server.address());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | refers to ns1.example, ns2.example (a referral): the zone is not its own",
                "true  | a.example has no A record (an empty answer)",
            })
    void tellsAReferralFromAnEmptyAnswer(boolean isOwn, String words) throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> {
            Message response = response(query, Rcode.NOERROR);
            response.getHeader().unsetFlag(Flags.RA);
            if (isOwn) {
                response.getHeader().setFlag(Flags.AA);
                response.addRecord(
                        DnsAnswerer.parse("example. 60 IN SOA ns1.example. me.example. 1 2 3 4 5"), Section.AUTHORITY);
            } else {
                response.addRecord(DnsAnswerer.parse("example. 60 IN NS ns2.example."), Section.AUTHORITY);
                response.addRecord(DnsAnswerer.parse("example. 60 IN NS ns1.example."), Section.AUTHORITY);
            }
            return Optional.of(response.toWire());
        })) {
            assertThat(told(ask(server, "a.example", RecordType.A)))
                    .contains(words)
                    .endsWith("; asked " + server.address());
        }
    }

    @Test
    void tellsAnAnswerToAnotherQuestion() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> Optional.of(Lie.WRONG_NAME.instead(query)))) {
            Answer answer =
                    probe(server, server, "a.example", RecordType.A, LONG).ask(Attempt.unlimited());

            assertThat(trouble(answer).message())
                    .startsWith("the answer of " + server.address() + " is to another question: ");
        }
    }

    @Test
    void asksWithoutExtensionsWhereAQuestionWithThemIsDropped() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> query.getOPT() != null
                ? Optional.empty()
                : Optional.of(response(query, Rcode.NOERROR, "a.example. 60 IN A 192.0.2.7")
                        .toWire()))) {
            Answer answer = probe(server, server, "a.example", RecordType.A, Duration.ofSeconds(2))
                    .ask(Attempt.unlimited());

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Dns.class, dns -> assertThat(dns.records()).containsExactly("192.0.2.7"));
        }
    }

    @Test
    void tellsThatAnAliasLeadsNowhere() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.with(Rcode.NXDOMAIN, "a.example. 60 IN CNAME gone.example.")) {
            Answer.Dns dns = ask(server, "a.example", RecordType.A);

            assertThat(dns.rcode()).isEqualTo("NXDOMAIN");
            assertThat(dns.aliases()).containsExactly("gone.example");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,NOERROR", "2,SERVFAIL", "3,NXDOMAIN", "5,REFUSED"})
    void tellsAnswersWithoutRecordsApart(int rcode, String shown) throws Exception {
        try (DnsAnswerer server = DnsAnswerer.with(rcode)) {
            Answer.Dns dns = ask(server, "a.example", RecordType.A);

            assertThat(dns.rcode()).isEqualTo(shown);
            assertThat(dns.records()).isEmpty();
        }
    }

    @Test
    void takesTheRestOfATruncatedAnswerOverTcp() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> {
            Message response = response(query, Rcode.NOERROR);
            if (overTcp) {
                response = response(query, Rcode.NOERROR, "a.example. 60 IN A 192.0.2.6");
            } else {
                response.getHeader().setFlag(Flags.TC);
            }
            return Optional.of(response.toWire());
        })) {
            assertThat(ask(server, "a.example", RecordType.A).records()).containsExactly("192.0.2.6");
        }
    }

    @Test
    void readsEveryRecordOfALargeAnswer() throws Exception {
        String[] records = IntStream.range(0, 300)
                .mapToObj(i -> "a.example. 60 IN A 192.0." + i / 250 + "." + i % 250)
                .toArray(String[]::new);
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> {
            Message response = response(query, Rcode.NOERROR, overTcp ? records : new String[0]);
            if (!overTcp) {
                response.getHeader().setFlag(Flags.TC);
            }
            return Optional.of(response.toWire());
        })) {
            assertThat(ask(server, "a.example", RecordType.A).records()).hasSize(300);
        }
    }

    /** dnsjava's own client shares a connection, and stops for good when it is closed under another question. */
    @Test
    void goesOnAskingWhenAServerClosesTheConnectionsOfManyQuestions() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> {
            Message response = response(query, Rcode.NOERROR, "a.example. 60 IN A 192.0.2.6");
            if (!query.getQuestion().getName().toString().equals("a.example.")) {
                response = response(query, Rcode.NOERROR);
                response.getHeader().setFlag(Flags.TC);
            }
            return overTcp ? Optional.empty() : Optional.of(response.toWire());
        })) {
            ExecutorService together = Executors.newFixedThreadPool(16);
            try {
                Callable<Answer> cutOff = () -> probe(server, server, "long.example", RecordType.A, LONG)
                        .ask(Attempt.unlimited());
                for (Future<Answer> asked : together.invokeAll(Collections.nCopies(64, cutOff))) {
                    assertThat(trouble(asked.get()).message())
                            .startsWith("the answer of " + server.address()
                                    + " is cut to a datagram's length, and TCP does" + " not bring the rest: ");
                }
            } finally {
                together.shutdownNow();
            }

            assertThat(ask(server, "a.example", RecordType.A).records()).containsExactly("192.0.2.6");
        }
    }

    @Test
    void asksAgainWithoutExtensionsThatTheServerDoesNotKnow() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> Optional.of((query.getOPT() != null
                        ? response(query, Rcode.FORMERR)
                        : response(query, Rcode.NOERROR, "a.example. 60 IN A 192.0.2.7"))
                .toWire()))) {
            assertThat(ask(server, "a.example", RecordType.A).records()).containsExactly("192.0.2.7");
        }
    }

    @Test
    void asksASecondTimeWhenTheFirstDatagramIsLost() throws Exception {
        List<Boolean> lost = new CopyOnWriteArrayList<>();
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> {
            if (lost.isEmpty()) {
                lost.add(true);
                return Optional.empty();
            }
            return Optional.of(response(query, Rcode.NOERROR, "a.example. 60 IN A 192.0.2.8")
                    .toWire());
        })) {
            Answer answer = probe(server, server, "a.example", RecordType.A, Duration.ofSeconds(2))
                    .ask(Attempt.unlimited());

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Dns.class, dns -> assertThat(dns.records()).containsExactly("192.0.2.8"));
        }
    }

    @Test
    void asksTheMachinesNextResolverWhenOneFails() throws Exception {
        try (DnsAnswerer broken = DnsAnswerer.with(Rcode.SERVFAIL);
                DnsAnswerer well = DnsAnswerer.with(Rcode.NOERROR, "a.example. 60 IN A 192.0.2.9")) {
            DnsProbe probe = new DnsProbe(
                    "a.example",
                    RecordType.A,
                    Optional.empty(),
                    LONG,
                    Lookup.system(),
                    () -> List.of(broken.socketAddress(), well.socketAddress()));

            assertThat(probe.ask(Attempt.unlimited()))
                    .isInstanceOfSatisfying(
                            Answer.Dns.class, dns -> assertThat(dns.records()).containsExactly("192.0.2.9"));
        }
    }

    @Test
    void givesUpOnASilentServerInTime() throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> Optional.empty())) {
            Answer answer = assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> probe(server, server, "a.example", RecordType.A, SHORT)
                            .ask(Attempt.unlimited()));

            assertThat(answer)
                    .isEqualTo(new Answer.Trouble(
                            Kind.TIMEOUT, "the DNS server " + server.address() + " did not answer within 300ms"));
        }
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        int port;
        try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        HostAndPort nobody = new HostAndPort("127.0.0.1", port);

        Answer answer = new DnsProbe("a.example", RecordType.A, Optional.of(nobody), LONG, Lookup.system(), List::of)
                .ask(Attempt.unlimited());

        assertThat(trouble(answer).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(trouble(answer).message())
                .isEqualTo("the DNS server " + nobody + " is not reachable: nobody listens there");
    }

    @Test
    void tellsThatTheResolversNameHasNoAddress() throws Exception {
        Lookup knowsNobody = host -> {
            throw new UnknownHostException(host);
        };

        Answer answer = new DnsProbe(
                        "a.example",
                        RecordType.A,
                        Optional.of(new HostAndPort("ns.example", 53)),
                        LONG,
                        knowsNobody,
                        List::of)
                .ask(Attempt.unlimited());

        assertThat(answer).isEqualTo(new Answer.Trouble(Kind.UNREACHABLE, "the name ns.example has no address"));
    }

    @ParameterizedTest
    @CsvSource({"GARBAGE", "SHORT", "WRONG_ID", "WRONG_NAME", "ECHO"})
    void takesNothingForAnAnswerThatIsNone(Lie lie) throws Exception {
        try (DnsAnswerer server = DnsAnswerer.start((query, overTcp) -> Optional.of(lie.instead(query)))) {
            Answer answer =
                    probe(server, server, "a.example", RecordType.A, LONG).ask(Attempt.unlimited());

            assertThat(trouble(answer).kind()).isEqualTo(Kind.MALFORMED);
        }
    }

    enum Lie {
        GARBAGE,
        SHORT,
        WRONG_ID,
        WRONG_NAME,
        ECHO;

        byte[] instead(Message query) throws IOException {
            byte[] right = response(query, Rcode.NOERROR, "a.example. 60 IN A 192.0.2.1")
                    .toWire();
            return switch (this) {
                case GARBAGE -> "\0\0HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8);
                case SHORT -> new byte[] {right[0], right[1], 1};
                case WRONG_ID -> {
                    right[0] ^= 1;
                    yield right;
                }
                case WRONG_NAME -> {
                    right[13] ^= 1;
                    yield right;
                }
                case ECHO -> query.toWire();
            };
        }
    }

    private static String told(Answer.Dns dns) {
        return new DnsRule(List.of())
                .judge(new Observation(Instant.EPOCH, Duration.ZERO, dns), Instant.EPOCH)
                .message();
    }

    private static boolean isFor(Message query, String name) {
        return query.getQuestion().getName().toString().equals(name);
    }

    private static Answer.Trouble trouble(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Trouble.class);
        return (Answer.Trouble) answer;
    }

    private static Answer.Dns ask(DnsAnswerer server, String host, RecordType type) throws InterruptedException {
        Answer answer = probe(server, server, host, type, LONG).ask(Attempt.unlimited());
        assertThat(answer).isInstanceOf(Answer.Dns.class);
        return (Answer.Dns) answer;
    }

    private static DnsProbe probe(
            DnsAnswerer server, DnsAnswerer machine, String host, RecordType type, Duration timeout) {
        return new DnsProbe(
                host,
                type,
                Optional.of(server.address()),
                timeout,
                Lookup.system(),
                () -> List.of(machine.socketAddress()));
    }
}
