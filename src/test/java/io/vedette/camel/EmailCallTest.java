package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vedette.alert.Alert;
import io.vedette.alert.Alerts;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.Reply;
import io.vedette.alert.TargetProtocol;
import io.vedette.alert.TargetRequest;
import io.vedette.config.values.Parameters;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.target.FakeSmtp;
import io.vedette.target.FakeSmtp.Mail;
import io.vedette.target.TargetKind;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails on their way to a server that speaks SMTP, as it should and otherwise. */
class EmailCallTest {

    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);
    private static final TestAuthority SERVER = ROOT.server(Validity.LASTING, "127.0.0.1");
    private static final String PASSWORD = "#pa{{ss}} ) &=%41+word";
    private static final Digest ONE = Digest.of(List.of(Alerts.error("shop-front")));

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, String> values = new HashMap<>(Map.of(
            "to", "oncall@example.com", "from", "Vedette <vedette@example.org>", "startTls", "never", "timeout", "5s"));
    private FakeSmtp smtp = FakeSmtp.plain();
    private TargetProtocol protocol;

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        smtp.close();
    }

    @Test
    void aRealServerGetsTextAndHtml() throws Exception {
        GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.setUser("vedette@example.org", "vedette", PASSWORD);
        greenMail.start();
        try {
            values.put("username", "vedette");
            values.put("password", PASSWORD);
            values.put("server", "smtp://127.0.0.1:" + greenMail.getSmtp().getPort());

            send(Digest.of(List.of(
                    Alerts.problem("böse <b>", io.vedette.state.Health.ERROR, "<script>alert('ü')</script> 💥"))));

            MimeMessage mail = greenMail.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("[error] böse <b> is down");
            assertThat(mail.getContentType()).startsWith("multipart/alternative");
            Multipart parts = (Multipart) mail.getContent();
            assertThat(parts.getCount()).isEqualTo(2);
            BodyPart text = parts.getBodyPart(0);
            BodyPart html = parts.getBodyPart(1);
            assertThat(text.getContentType()).containsIgnoringCase("text/plain; charset=utf-8");
            assertThat(text.getContent().toString()).contains("<script>alert('ü')</script> 💥");
            assertThat(html.getContentType()).containsIgnoringCase("text/html; charset=utf-8");
            assertThat(html.getContent().toString())
                    .contains("&lt;script&gt;alert(&#39;ü&#39;)&lt;/script&gt; 💥")
                    .doesNotContain("<script>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("oncall@example.com");
            assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Vedette <vedette@example.org>");
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void nothingButItsOwnHeadersIsInAMail() throws Exception {
        send(ONE);

        String head = mail().data().substring(0, mail().data().indexOf("\r\n\r\n"));
        assertThat(head.lines()
                        .filter(line -> !line.startsWith("\t") && !line.startsWith(" "))
                        .map(line -> line.replaceFirst(":.*", "")))
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "To",
                        "Subject",
                        "Message-ID",
                        "In-Reply-To",
                        "References",
                        "Auto-Submitted",
                        "MIME-Version",
                        "Content-Type");
    }

    @Test
    void aTextWithLineBreaksInjectsNoHeader() throws Exception {
        send(Digest.of(List.of(Alerts.hostile("x\r\nBcc: victim@example.net\r\n\r\n.\r\nMAIL FROM:<a@b>"))));

        assertThat(mail().recipients()).containsExactly("oncall@example.com");
        assertThat(mail().header("Bcc")).isEmpty();
        assertThat(smtp.mails()).hasSize(1);
        assertThat(mail().data().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void anIncidentIsOneThreadAndARetryKeepsItsId() throws Exception {
        Alert problem = Alerts.lasting(Alerts.error("shop-front"), Duration.ZERO);

        String opened = send(Digest.of(List.of(problem)));
        send(Digest.of(List.of(problem)));
        send(Digest.of(List.of(
                Alerts.following(Alerts.lasting(Alerts.recovery("shop-front"), Duration.ofMinutes(12)), opened))));

        Mail first = smtp.mails().get(0);
        Mail again = smtp.mails().get(1);
        Mail recovery = smtp.mails().get(2);
        assertThat(opened).isEqualTo(first.header("Message-ID")).matches("<[0-9a-f]{32}@example\\.org>");
        assertThat(again.header("Message-ID")).isEqualTo(first.header("Message-ID"));
        assertThat(first.header("In-Reply-To"))
                .isEqualTo(first.header("References"))
                .startsWith("<vedette-");
        assertThat(recovery.header("In-Reply-To")).isEqualTo(opened);
        assertThat(recovery.header("References")).endsWith(" " + opened);
        assertThat(recovery.header("Message-ID")).isNotEqualTo(opened);
        assertThat(recovery.header("Subject")).isEqualTo("[ok] shop-front is up again after 12 min");
    }

    @Test
    void whatATargetOfAnotherKindLeftIsInNoHeader() throws Exception {
        send(Digest.of(List.of(Alerts.following(Alerts.recovery("shop-front"), "1503435956.000247"))));

        assertThat(mail().header("References"))
                .isEqualTo(mail().header("In-Reply-To"))
                .startsWith("<vedette-");
    }

    @Test
    void aThousandAlertsAreOneMail() throws Exception {
        send(Digest.of(IntStream.range(0, 1_000)
                .mapToObj(i -> Alerts.problem("check-" + i, io.vedette.state.Health.ERROR, "&<>'\"".repeat(200)))
                .toList()));

        assertThat(smtp.mails()).hasSize(1);
        assertThat(mail().header("Subject")).matches("\\[error] check-\\d+ is down, and 999 more");
        assertThat(mail().data().length()).isLessThan(3_000_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void logsInWithTls(boolean secure) throws Exception {
        secured(secure);
        trust();

        send(ONE);

        assertThat(mail().encrypted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCertificateThatNobodyKnowsIsRefused(boolean secure) throws Exception {
        secured(secure);

        assertThat(refusal()).hasMessageStartingWith("TLS: ").matches(DeliveryFailed::misconfigured);
        assertThat(smtp.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCertificateForAnotherHostIsRefused(boolean secure) throws Exception {
        TestAuthority other = ROOT.server(Validity.LASTING, "mail.example.net");
        smtp.close();
        smtp = secure ? FakeSmtp.secure(other, "vedette", PASSWORD) : FakeSmtp.startTls(other, "vedette", PASSWORD);
        login();
        trust();

        assertThat(refusal()).hasMessageStartingWith("TLS: ");
        assertThat(smtp.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }

    @Test
    void withoutAnOfferOfTlsNothingIsSentInClear() throws Exception {
        values.put("startTls", "required");
        values.put("username", "vedette");
        values.put("password", PASSWORD);

        assertThat(refusal()).hasMessageContaining("offers no STARTTLS").matches(DeliveryFailed::misconfigured);
        assertThat(smtp.commands()).noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL"));
    }

    @Test
    void aWrongPasswordIsToldInTheServersWords() throws Exception {
        secured(true);
        trust();
        values.put("password", "wrong");

        assertThat(refusal())
                .hasMessageContaining("refused the login: 535 5.7.8 bad credentials")
                .hasMessageNotContaining("wrong")
                .matches(DeliveryFailed::misconfigured);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 450 4.2.0 greylisted, false, false",
        "MAIL FROM, 421 4.3.2 too busy, false, false",
        "., 451 4.3.0 try later, false, false",
        "RCPT, 550 5.1.1 no such user, true, false",
        "., 554 5.7.1 looks like spam, true, false",
        "., 552 5.3.4 too big, true, true"
    })
    void anAnswerSaysWhetherItPasses(String command, String answer, boolean misconfigured, boolean tooLarge)
            throws Exception {
        smtp.answer(command, answer);

        DeliveryFailed failure = refusal();

        assertThat(failure).hasMessageContaining(answer);
        assertThat(failure.misconfigured()).isEqualTo(misconfigured);
        assertThat(failure.ofContent()).isEqualTo(tooLarge);
        assertThat(smtp.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"., cut", "., hang", "DATA, hang", "RCPT, cut", "'', hang"})
    void aServerThatFallsSilentIsAskedAgain(String command, String how) throws Exception {
        values.put("timeout", "300ms");
        smtp.answer(command, how);

        Throwable failure = catchThrowable(() -> send(ONE));

        assertThat(failure).isNotNull();
        if (command.equals(".")) {
            assertThat(failure).hasMessageContaining("may have arrived").isInstanceOf(DeliveryFailed.class);
        }
        smtp.answer(command, "");
        send(ONE);
        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void aMailboxThatIsGoneSilencesNobodyElse() throws Exception {
        values.put("to", "gone@example.com, oncall@example.com, boss@example.com");
        smtp.answer("RCPT TO:<gone@", "550 5.1.1 no such user");

        send(ONE);

        assertThat(smtp.mails())
                .extracting(Mail::recipients)
                .containsExactly(List.of("oncall@example.com"), List.of("boss@example.com"));
        assertThat(smtp.mails())
                .extracting(mail -> mail.header("Message-ID"))
                .containsOnly(mail().header("Message-ID"));
    }

    @Test
    void whoHasAMailGetsItOnceWhileAnotherIsMadeToWait() throws Exception {
        values.put("to", "gone@example.com, oncall@example.com, grey@example.com");
        smtp.answer("RCPT TO:<gone@", "550 5.1.1 no such user").answer("RCPT TO:<grey@", "450 4.2.0 greylisted");

        assertThat(refusal()).hasMessageContaining("450 4.2.0 greylisted").matches(failure -> !failure.misconfigured());
        assertThat(refusal()).hasMessageContaining("450 4.2.0 greylisted");
        smtp.answer("RCPT TO:<grey@", "");
        send(ONE);

        assertThat(smtp.mails())
                .extracting(Mail::recipients)
                .containsExactly(List.of("oncall@example.com"), List.of("grey@example.com"));
    }

    @Test
    void oneOfSeveralWhoMustWaitMakesAllWait() throws Exception {
        values.put("to", "grey@example.com, oncall@example.com");
        smtp.answer("RCPT TO:<grey@", "450 4.2.0 greylisted");

        assertThat(refusal()).hasMessageContaining("450 4.2.0 greylisted");
        assertThat(smtp.mails()).isEmpty();

        smtp.answer("RCPT TO:<grey@", "");
        send(ONE);
        assertThat(mail().recipients()).containsExactly("grey@example.com", "oncall@example.com");
    }

    private void secured(boolean secure) throws Exception {
        smtp.close();
        smtp = secure ? FakeSmtp.secure(SERVER, "vedette", PASSWORD) : FakeSmtp.startTls(SERVER, "vedette", PASSWORD);
        login();
    }

    private void login() {
        values.put("startTls", "required");
        values.put("username", "vedette");
        values.put("password", PASSWORD);
    }

    private void trust() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", ROOT.chain().get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        TrustManagersParameters managers = new TrustManagersParameters();
        managers.setTrustManager(trust.getTrustManagers()[0]);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(managers);
        for (String scheme : List.of("smtp", "smtps")) {
            context.getComponent(scheme, MailComponent.class).getConfiguration().setSslContextParameters(parameters);
        }
    }

    private Mail mail() {
        return smtp.mails().get(0);
    }

    private DeliveryFailed refusal() {
        Throwable failure = catchThrowable(() -> send(ONE));
        assertThat(failure).isInstanceOf(DeliveryFailed.class);
        return (DeliveryFailed) failure;
    }

    /** Sends as the consumer does, and returns what the mail opened. */
    private String send(Digest digest) throws Exception {
        if (protocol == null) {
            values.putIfAbsent("server", smtp.address());
            Parameters given = new Parameters(values);
            protocol = TargetKind.EMAIL.protocol(given, Clock.systemUTC()).orElseThrow();
            assertThat(given.problems(List.of())).isEmpty();
        }
        CalledEndpoint called = new CalledEndpoint(protocol.endpoint().orElseThrow(), context);
        ServiceHelper.startService(called);
        try {
            TargetRequest request = protocol.requests(digest).get(0);
            new RequestCall(called, protocol).send(request);
            return protocol.opened(request, new Reply(0, Map.of(), ""));
        } finally {
            ServiceHelper.stopService(called);
        }
    }
}
