package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.camel.context.Embedded;
import io.vedette.probing.Overtime;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.selfhealth.OverdueChecks;
import io.vedette.selfhealth.SelfHealth;
import io.vedette.state.Health;
import io.vedette.store.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.LanguageSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judging takes part in a check's timeout, and what nothing stops holds up nobody else. */
class JudgingTimeTest {

    private static final String STUBBORN = "condition=stubborn:x";

    private final Stubborn stubborn = new Stubborn();
    private LocalServer server;
    private Embedded vedette;

    @BeforeEach
    void prepare() throws Exception {
        server = LocalServer.answering(200, "{\"s\":\"" + "a".repeat(34) + "\",\"status\":\"ok\"}");
        vedette = new Embedded(new MemoryStore());
        vedette.context().getRegistry().bind("stubborn-language", stubborn);
    }

    @AfterEach
    void stop() {
        stubborn.go.countDown();
        vedette.close();
        server.close();
    }

    @Test
    void isATimeoutThatNamesTheConditionAndNothingIsAskedUntilItEnds() throws Exception {
        watch("shop", STUBBORN, 0);
        watch("well", "statusPath=$.status", 0);
        vedette.start();

        await().until(() -> health("shop") == Health.ERROR);
        Verdict verdict = vedette.watched("shop").latest().orElseThrow().verdict();
        assertThat(verdict.reason()).contains(Reason.TIMEOUT);
        assertThat(verdict.message()).contains("condition \"stubborn:x\" was not decided within 300ms");

        long well = vedette.watched("well").counts().pings();
        await().until(() -> vedette.watched("shop").counts().skipped() > 5);
        assertThat(stubborn.begun).hasValue(1);
        assertThat(vedette.watched("shop").counts().pings()).isOne();
        await().until(() -> vedette.watched("well").counts().pings() > well + 3);
        assertThat(health("well")).isEqualTo(Health.OK);

        await().until(() -> ownHealth().message().contains("shop (condition \"stubborn:x\", for "));
        assertThat(ownHealth().up()).isFalse();
        assertThat(ownHealth().data()).containsEntry("hanging", 1);

        stubborn.go.countDown();
        await().until(() -> health("shop") == Health.OK);
        await().until(() -> ownHealth().up());
    }

    @Test
    void isATimeoutOfATrialToo() throws Exception {
        watch("shop", STUBBORN, 2);
        vedette.service().stages().schedules().runOnDemand();
        vedette.start();

        Verdict verdict = new TrialRuns(vedette.context(), vedette.service().stages())
                .of(List.of("shop"))
                .verdicts()
                .get("shop");

        assertThat(verdict.reason()).contains(Reason.TIMEOUT);
        assertThat(verdict.message()).contains("condition \"stubborn:x\" was not decided within 300ms");
        assertThat(health("shop")).isEqualTo(Health.PENDING);
    }

    @Test
    void isNotRetriedWhileItHangs() throws Exception {
        watch("shop", STUBBORN, 5);
        vedette.start();

        await().until(() -> health("shop") == Health.ERROR);
        await().until(() -> vedette.watched("shop").counts().skipped() > 3);

        assertThat(server.asked()).hasSize(1);
        assertThat(stubborn.begun).hasValue(1);
    }

    @Test
    void givesTheThreadOfAPlainRouteBack() throws Exception {
        plain("queue", STUBBORN);
        vedette.start();

        Verdict first = send("queue");
        assertThat(first.reason()).contains(Reason.TIMEOUT);
        assertThat(first.message()).contains("condition \"stubborn:x\"");
        assertThat(health("queue")).isEqualTo(Health.ERROR);

        for (int i = 0; i < 3; i++) {
            assertThat(send("queue").message())
                    .isEqualTo("not judged: the judgement of an earlier message is still running, at condition"
                            + " \"stubborn:x\"");
        }
        assertThat(stubborn.begun).hasValue(1);
        assertThat(vedette.watched("queue").counts().skipped()).isEqualTo(3);

        stubborn.go.countDown();
        await().until(() -> send("queue").status() == Status.OK);
        assertThat(health("queue")).isEqualTo(Health.OK);
    }

    @Test
    void judgesWhoWasWellWhateverHangsAndBeginsNoMoreOfOthersThanMayHang() throws Exception {
        for (int i = 0; i <= Overtime.MOST_JUDGEMENTS; i++) {
            plain("queue-" + i, STUBBORN);
        }
        plain("well", "condition=RAW(${body[status]} == 'ok')");
        plain("new", "condition=RAW(${body[status]} == 'ok')");
        plain("simple", "statusPath=$.status");
        vedette.start();
        assertThat(send("well").status()).isEqualTo(Status.OK);
        for (int i = 0; i < Overtime.MOST_JUDGEMENTS; i++) {
            int number = i;
            vedette.context().createProducerTemplate().asyncSendBody("direct:queue-" + number, "{}");
        }
        await().until(() ->
                vedette.service().stages().probing().runner().overtime().all().size() == Overtime.MOST_JUDGEMENTS);

        for (String unknown : List.of("queue-" + Overtime.MOST_JUDGEMENTS, "new")) {
            assertThat(send(unknown).message()).isEqualTo("not judged: 64 judgements hang");
            assertThat(health(unknown)).as("nothing is known of it").isEqualTo(Health.PENDING);
        }
        assertThat(stubborn.begun).hasValue(Overtime.MOST_JUDGEMENTS);
        assertThat(send("well").status()).isEqualTo(Status.OK);
        assertThat(send("simple").status()).isEqualTo(Status.OK);
        await().until(() ->
                ownHealth().message().contains("no other condition is judged, except for checks that were"));

        stubborn.go.countDown();
        await().until(() -> send("new").status() == Status.OK);
    }

    /** Each would take hours; the thread is back as soon as the time is over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "condition=RAW(${body[s]} regex '(.*a){19}c')",
                "condition=RAW(${body[status]} == 'ok' && ${body[s]} !regex \"(.*a){19}c\")",
                "condition=RAW($[?(@.s =~ /(.*a){19}c/)])",
                "condition=RAW($[?(@.status == 'ok' && !(/(.*a){19}c/i =~ $.s || @.q))])",
                "statusPath=RAW($[?(@.s =~ /(.*a){19}c/)].status)",
            })
    void stopsRegularExpressionsAndNamesWhoHasThem(String rule) throws Exception {
        plain("queue", rule);
        vedette.start();

        assertThat(send("queue").reason()).contains(Reason.TIMEOUT);
        await().until(() ->
                vedette.service().stages().probing().runner().overtime().all().isEmpty());
        assertThat(ownHealth().message())
                .startsWith("stopped at the timeout every time: queue (")
                .contains("(.*a){19}c");

        assertThat(send("queue").message()).contains("was not decided within 300ms");
        await().until(() ->
                !send("queue", "{\"s\":\"b\",\"status\":\"ok\"}").reason().equals(Optional.of(Reason.TIMEOUT)));
        assertThat(ownHealth().up()).isTrue();
    }

    @Test
    void interruptsWhatHearsThat() throws Exception {
        stubborn.hears = true;
        watch("shop", STUBBORN, 0);
        vedette.start();

        await().until(() -> stubborn.begun.get() > 3);

        assertThat(health("shop")).isEqualTo(Health.ERROR);
        assertThat(vedette.service()
                        .stages()
                        .probing()
                        .runner()
                        .overtime()
                        .all()
                        .size())
                .isLessThanOrEqualTo(1);
    }

    /** Each of these takes seconds for 34 letters, and would take hours for a few more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "condition=RAW(${body[s]} regex '(.*a){9}c')",
                "condition=RAW($[?(@.s =~ /(.*a){9}c/)])",
                "condition=RAW(jq:.s | test(\"(.*a){9}c\"))",
                "statusPath=RAW($[?(@.s =~ /(.*a){9}c/)].status)",
            })
    void holdsEveryLanguageToTheTime(String rule) throws Exception {
        plain("queue", rule);
        vedette.start();

        Verdict verdict = send("queue");

        assertThat(verdict.reason()).contains(Reason.TIMEOUT);
        assertThat(verdict.message()).contains("(.*a){9}c").contains("was not decided within 300ms");
    }

    private SelfHealth.Part ownHealth() {
        Overtime overtime = vedette.service().stages().probing().runner().overtime();
        return OverdueChecks.judge(Stream.empty(), overtime.all(), overtime.cut(owner -> true));
    }

    private Health health(String check) {
        return vedette.watched(check).record().state().health();
    }

    private Verdict send(String check) {
        return send(check, "{\"s\":\"" + "a".repeat(34) + "\",\"status\":\"ok\"}");
    }

    private Verdict send(String check, String body) {
        return vedette.context()
                .createProducerTemplate()
                .requestBodyAndHeaders("direct:" + check, body, Map.of(), Verdict.class);
    }

    private void watch(String name, String rule, int retries) throws Exception {
        vedette.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:schedule")
                        .routeId(name)
                        .to("vedette:probe?type=get")
                        .to("vedette:observe?rule=json&" + rule + "&interval=100ms&timeout=300ms&retries=" + retries
                                + "&url=" + server.url("/"));
            }
        });
    }

    private void plain(String name, String rule) throws Exception {
        vedette.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + name).routeId(name).to("vedette:observe?rule=json&" + rule + "&timeout=300ms");
            }
        });
    }

    /** A language whose conditions are met, but not before they may be. */
    private static final class Stubborn extends LanguageSupport {

        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private volatile boolean hears;

        @Override
        public Predicate createPredicate(String text) {
            return new Predicate() {
                @Override
                public boolean matches(Exchange exchange) {
                    begun.incrementAndGet();
                    while (true) {
                        try {
                            go.await();
                            return true;
                        } catch (InterruptedException e) {
                            if (hears) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }
                }
            };
        }

        @Override
        public Expression createExpression(String text) {
            return new ExpressionAdapter() {
                @Override
                public Object evaluate(Exchange exchange) {
                    return text;
                }
            };
        }
    }
}
