package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.vedette.alert.Alert;
import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.target.FakeTarget.Behaviour;
import io.vedette.target.FakeTarget.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for vendors that page people, most of which are told each alert by itself. */
class PagingVendorsTest extends NotifyRouteTest {

    private static final int PATIENCE = 5_000;
    private static final String LINK = "https://vedette.example.com/#/checks/shop-front";
    private static final Alert PROBLEM =
            Alerts.lasting(Alerts.error("shop-front"), Duration.ZERO).linked(LINK);
    private static final String HOSTILE =
            "@all <b>${env:PATH}</b> {{env:PATH}} \"}],\"routing_key\":\"x\" \u202e\u0007\r\n &To=%2B1 \ud83d\ude00 \ud83d";

    private VendorServer vendor;

    @AfterEach
    void closeVendor() {
        vendor.close();
    }

    static Stream<Named<Supplier<VendorServer>>> vendors() {
        return Stream.of(
                named("pagerduty", FakePagerDuty::new),
                named("opsgenie", FakeOpsgenie::new),
                named("twilio", FakeTwilio::new),
                named("alertmanager", FakeAlertmanager::new));
    }

    static Stream<Named<Supplier<VendorServer>>> incidentTools() {
        return vendors().limit(2);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void theEndOfAProblemClosesWhatItOpened(Supplier<VendorServer> one) throws Exception {
        start(one);

        String opened = tell(PROBLEM);
        assertThat(vendor.open()).hasSize(vendor.opens() ? 1 : 0);
        tell(following(Alerts.lasting(Alerts.reminder("shop-front"), Duration.ofMinutes(9)), opened));
        assertThat(vendor.open()).hasSize(vendor.opens() ? 1 : 0);
        tell(following(Alerts.alert(AlertKind.ACKNOWLEDGED, "shop-front", Health.ERROR, "Anna has it"), opened));
        tell(following(Alerts.lasting(Alerts.recovery("shop-front"), Duration.ofMinutes(12)), opened));

        assertThat(vendor.told()).hasSize(4);
        assertThat(vendor.told().get(0)).startsWith("Error: shop-front is in error (stale): last run 14 minutes ago");
        assertThat(vendor.told().get(2)).contains("Acknowledged: shop-front: Anna has it");
        assertThat(vendor.told().get(3)).contains("Status: shop-front is OK again!");
        assertThat(vendor.open()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void tellsAnAnnouncement(Supplier<VendorServer> one) throws Exception {
        start(one);

        assertThat(deliver(name(), Digest.announcing("Vedette is shutting down"))
                        .getException())
                .isNull();

        assertThat(vendor.told()).containsExactly("Vedette is shutting down");
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void aThousandHostileAlertsKeepTheLimits(Supplier<VendorServer> one) throws Exception {
        start(one);
        List<Alert> alerts = new ArrayList<>();
        for (String text : List.of(HOSTILE, HOSTILE.repeat(300), "\ud83d".repeat(3_000), "\u20ac|^".repeat(900))) {
            IntStream.range(0, 25).forEach(i -> alerts.add(Alerts.hostile(i + text)));
        }
        IntStream.range(0, 900).forEach(i -> alerts.add(Alerts.error("check-" + i)));

        Exchange exchange = deliver(name(), Digest.of(alerts));

        assertThat(exchange.getException()).isNull();
        assertThat(taken(exchange)).hasSize(1_000);
        assertThat(vendor.raw())
                .allSatisfy(
                        text -> assertThat(text).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]|[\u202a-\u202e]|\\p{Cs}"));
        boolean each = vendor instanceof FakePagerDuty || vendor instanceof FakeOpsgenie;
        assertThat(vendor.told()).hasSize(each ? 1_000 : 1);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void waitsAsLongAsItAsks(Supplier<VendorServer> one) throws Exception {
        start(one);
        vendor.next(Behaviour.answer(vendor.busy().response()));

        assertThat(failureOf(deliver(name(), Digest.of(List.of(PROBLEM)))).retryAfter())
                .contains(vendor.busy().pause());
        assertThat(vendor.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void everyRefusalIsOneAndNoSecretIsShown(Supplier<VendorServer> one) throws Exception {
        start(one);
        vendor.next(Behaviour.answer(vendor.refused()));
        assertThat(failureOf(deliver(name(), Digest.of(List.of(PROBLEM)))).misconfigured())
                .isTrue();

        for (Response response : vendor.refusedAtOk()) {
            vendor.next(Behaviour.answer(response));
            assertThat(deliver(name(), Digest.of(List.of(PROBLEM))).getException())
                    .isNotNull();
        }
        for (int status : new int[] {400, 503}) {
            vendor.next(Behaviour.answer(status, String.join(" ", vendor.secrets())));
            assertThat(failureOf(deliver(name(), Digest.of(List.of(PROBLEM)))).misconfigured())
                    .isEqualTo(status == 400);
        }
        assertThat(vendor.told()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void whatIsWrongWithASecretDoesNotShowIt(Supplier<VendorServer> one) {
        vendor = one.get();
        vendor.values().keySet().stream().filter(vendor.kind()::isSecret).forEach(name -> {
            Map<String, String> values = new HashMap<>(vendor.values());
            values.put(name, "sEcret9 7\nsEcret8");
            Parameters given = new Parameters(values);

            vendor.kind().protocol(given, CLOCK);

            assertThat(given.problems(given.asked()).stream().map(Problem::toString))
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).contains(name).doesNotContain("sEcret"));
        });
    }

    @ParameterizedTest
    @MethodSource("incidentTools")
    void oneThatIsRefusedHoldsUpNoneOfTheOthersAndDoublesNone(Supplier<VendorServer> one) throws Exception {
        start(one);
        Digest three = Digest.of(List.of(Alerts.error("bad"), Alerts.error("first"), Alerts.error("second")));
        vendor.next(Behaviour.answer(422, "{\"message\":\"no\"}"));

        Exchange exchange = deliver(name(), three);

        assertThat(failureOf(exchange).misconfigured()).isTrue();
        assertThat(taken(exchange)).containsOnlyKeys("first", "second");
        assertThat(vendor.told()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("incidentTools")
    void whatIsWrongWithAllIsTriedAFewTimesOnly(Supplier<VendorServer> one) throws Exception {
        start(one);
        IntStream.range(0, 10).forEach(i -> vendor.next(Behaviour.answer(vendor.refused())));

        Exchange exchange = deliver(
                name(),
                Digest.of(IntStream.range(0, 50)
                        .mapToObj(i -> Alerts.error("c" + i))
                        .toList()));

        assertThat(failureOf(exchange).misconfigured()).isTrue();
        assertThat(vendor.requests()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("incidentTools")
    void whatWasTakenBeforeTheOutageIsNotSentAgain(Supplier<VendorServer> one) throws Exception {
        start(one);
        Digest three = Digest.of(List.of(Alerts.error("first"), Alerts.error("second"), Alerts.error("third")));
        deliver(name(), Digest.of(List.of(Alerts.error("zeroth"))));
        vendor.next(Behaviour.answer(503, "out of order"));

        Exchange exchange = deliver(name(), three);

        assertThat(exchange.getException()).isNotNull();
        assertThat(taken(exchange)).isEmpty();
        assertThat(vendor.requests()).hasSize(2);
        assertThat(taken(deliver(name(), three))).containsOnlyKeys("first", "second", "third");
        assertThat(vendor.told()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("incidentTools")
    void whatATargetOfAnotherKindLeftIsNoKey(Supplier<VendorServer> one) throws Exception {
        start(one);

        tell(following(PROBLEM, "<a b@example.org>?"));
        tell(following(Alerts.lasting(Alerts.recovery("shop-front"), Duration.ZERO), "1503435956.000247"));

        assertThat(vendor.told()).hasSize(2);
        assertThat(vendor.open()).isEmpty();
    }

    @Test
    void pagerDutyIsPagedOncePerIncident() throws Exception {
        FakePagerDuty pagerDuty = new FakePagerDuty();
        start(() -> pagerDuty);
        Alert degraded = Alerts.lasting(Alerts.degraded("shop-front"), Duration.ZERO);

        String key = tell(degraded);
        assertThat(pagerDuty.state(key)).isEqualTo("triggered warning");
        tell(degraded);
        tell(following(PROBLEM, key));
        assertThat(pagerDuty.state(key)).isEqualTo("triggered critical");
        tell(following(Alerts.alert(AlertKind.ACKNOWLEDGED, "shop-front", Health.ERROR, "Anna has it"), key));

        assertThat(pagerDuty.state(key)).isEqualTo("acknowledged");
        assertThat(pagerDuty.pages()).hasSize(1);
        assertThat(pagerDuty.requests().get(2).body()).contains("\"href\":\"" + LINK + "\"");
    }

    @Test
    void anotherNodeAndALaterProblemHaveTheirOwnSay() throws Exception {
        FakePagerDuty pagerDuty = new FakePagerDuty();
        start(() -> pagerDuty);

        String key = tell(PROBLEM);
        String again = tell(PROBLEM);
        String later = tell(Alerts.lasting(Alerts.error("shop-front"), Duration.ofMinutes(1)));

        assertThat(again).isEqualTo(key);
        assertThat(later).isNotEqualTo(key);
    }

    @Test
    void alertmanagerHoldsAnAlertThatNobodyRepeats() throws Exception {
        FakeAlertmanager alertmanager = new FakeAlertmanager();
        start(() -> alertmanager);

        tell(PROBLEM);

        String labels = alertmanager.open().get(0);
        assertThat(labels)
                .isEqualTo(
                        "{\"team\":\"shop\",\"region\":\"eu\",\"alertname\":\"VedetteCheck\",\"check\":\"shop-front\","
                                + "\"group\":\"payments\",\"severity\":\"critical\"}");
        assertThat(alertmanager.goesOn(labels)).isEqualTo(Duration.ofDays(7));
    }

    private void start(Supplier<VendorServer> one) throws Exception {
        vendor = one.get();
        start(vendor, PATIENCE);
    }

    private String name() {
        return vendor.kind().toString();
    }

    private String tell(Alert alert) throws Exception {
        Exchange exchange = deliver(name(), Digest.of(List.of(alert)));
        assertThat(exchange.getException()).isNull();
        assertThat(taken(exchange)).containsOnlyKeys(alert.check());
        return taken(exchange).get(alert.check());
    }

    private static Alert following(Alert alert, String reference) {
        return Alerts.following(alert, reference);
    }
}
