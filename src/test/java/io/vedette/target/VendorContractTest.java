package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.alert.Alerts;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.Links;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.contract.Checks;
import io.vedette.deliver.Delivery;
import io.vedette.evaluate.ClockSteps;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watchlist;
import io.vedette.probing.Connectivity;
import io.vedette.rule.Status;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.store.MemoryStore;
import io.vedette.target.FakeTarget.Behaviour;
import io.vedette.target.FakeTarget.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every vendor: each is told by the route of its template, at a server that speaks its protocol. */
class VendorContractTest extends NotifyRouteTest {

    private static final int PATIENCE = 5_000;
    private static final int IMPATIENCE = 300;
    private static final Duration LONGEST_OUTAGE = Duration.ofHours(6);

    /** What somebody tries who knows the vendors: mentions, markup, control characters, halves of pairs, expressions. */
    private static final String HOSTILE =
            "@everyone @here @all @anna <!channel> <users/all> <@123> <@&9> <#5> /ban x ~town"
                    + " [click](http://evil.example) <a href='http://evil.example'>a</a> <b>b</b> **c** __d__ *e* _f_ ~~g~~ `h` ||i||"
                    + " # j > k ![l](http://evil.example/l.png) ${env:PATH} {{env:PATH}} &amp; \\ \u202e\u0007\r\nX-Injected: yes \ud83d\ude00 \ud83d";

    private static final Alert PROBLEM =
            Alerts.error("shop-front").linked("https://vedette.example.com/#/checks/shop-front");

    private VendorServer vendor;

    @AfterEach
    void closeVendor() {
        vendor.close();
    }

    static Stream<Named<Supplier<VendorServer>>> vendors() {
        return Stream.of(
                named("teams", FakeTeams::new),
                named("discord", FakeDiscord::new),
                named("telegram", FakeTelegram::new),
                named("mattermost", FakeMattermost::new),
                named("google-chat", FakeGoogleChat::new),
                named("ntfy", FakeNtfy::new),
                named("pushover", FakePushover::new));
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void tellsAProblemAsItsDocumentationShows(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);

        tell(PROBLEM);

        assertThat(vendor.told()).hasSize(1);
        assertThat(vendor.told().get(0)).contains("Error: shop-front is in error (stale): last run 14 minutes ago");
        assertThat(documentation().contains("\n" + vendor.told().get(0) + "\n"))
                .as(
                        "the section of docs/targets.md shows this:\n%s",
                        vendor.told().get(0))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void tellsAnAnnouncement(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);

        Exchange exchange = deliver(name(), Digest.announcing("Vedette is shutting down"));

        assertThat(exchange.getException()).isNull();
        assertThat(vendor.told()).hasSize(1);
        assertThat(vendor.told().get(0)).contains("Vedette is shutting down");
        assertThat(vendor.open()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void theEndOfAProblemClosesWhatItOpened(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);

        String opened = tell(PROBLEM);
        assertThat(vendor.open()).hasSize(vendor.opens() ? 1 : 0);
        tell(following(
                Alerts.alert(AlertKind.ACKNOWLEDGED, "shop-front", Health.ERROR, "Anna has it: looking"), opened));
        tell(following(Alerts.recovery("shop-front"), opened));

        assertThat(vendor.told()).hasSize(3);
        assertThat(vendor.told().get(1)).contains("Acknowledged: shop-front: Anna has it: looking");
        assertThat(vendor.told().get(2)).contains("Status: shop-front is OK again!");
        assertThat(vendor.open()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void aThousandAlertsAreOneMessageWithinItsLimits(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);
        List<Alert> alerts = new ArrayList<>();
        IntStream.range(0, 999).forEach(i -> alerts.add(Alerts.reminder("check-" + i)));
        alerts.add(Alerts.error("the-worst"));

        Exchange exchange = deliver(name(), Digest.of(alerts));

        assertThat(exchange.getException()).isNull();
        assertThat(vendor.told()).hasSize(1);
        assertThat(vendor.told().get(0))
                .contains("1 problem, 999 reminders")
                .containsSubsequence("Error: the-worst", "check-0")
                .containsPattern("and \\d+ more");
        assertThat(taken(exchange)).hasSize(1_000);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void hostileTextIsTextAndKeepsTheLimits(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);
        List<Alert> many = new ArrayList<>();
        for (String text : List.of(
                HOSTILE, HOSTILE.repeat(50), "\ud83d".repeat(2_000), "<*_@/~&".repeat(500), "\u20ac".repeat(900))) {
            tell(Alerts.hostile(text));
            IntStream.range(0, 200).forEach(i -> many.add(Alerts.hostile(text)));
        }

        Exchange exchange = deliver(name(), Digest.of(many));

        assertThat(exchange.getException()).isNull();
        assertThat(vendor.told()).hasSize(6);
        assertThat(vendor.raw())
                .allSatisfy(text -> assertThat(text)
                        .doesNotContainPattern(vendor.alive())
                        .doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]|[\u202a-\u202e]|\\p{Cs}"));
        assertThat(vendor.told().get(0)).contains("${env:PATH} {{env:PATH}}").contains("\ud83d\ude00");
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void waitsAsLongAsItAsks(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);
        VendorServer.Busy busy = vendor.busy();
        vendor.next(Behaviour.answer(busy.response()));

        DeliveryFailed failure = failureOf(deliver(name(), Digest.of(List.of(PROBLEM))));

        assertThat(failure.retryAfter()).contains(busy.pause());
        assertThat(failure.misconfigured()).isFalse();
        assertThat(vendor.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void saysWhatOnlySomebodyCanRepair(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);
        FakeTarget.Response refused = vendor.refused();
        vendor.next(Behaviour.answer(refused));

        DeliveryFailed failure = failureOf(deliver(name(), Digest.of(List.of(PROBLEM))));

        assertThat(failure.misconfigured()).isTrue();
        assertThat(failure.ofContent()).as("whether another alert may be taken").isEqualTo(refused.status() == 400);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void aRefusalWithStatus200IsOne(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);
        for (FakeTarget.Response response : vendor.refusedAtOk()) {
            vendor.next(Behaviour.answer(response));

            assertThat(failureOf(deliver(name(), Digest.of(List.of(PROBLEM)))))
                    .as(response.body())
                    .hasMessageNotContaining("\n");
        }
        assertThat(vendor.told()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void showsNoSecretThatIsSentBack(Supplier<VendorServer> one) throws Exception {
        start(one, PATIENCE);
        tell(PROBLEM);
        Request sent = vendor.requests().get(0);
        String heard = sent.path() + "\nAuthorization: " + sent.header("Authorization") + "\n" + sent.body();
        for (int status : new int[] {200, 400, 503}) {
            vendor.next(Behaviour.answer(status, heard));

            deliver(name(), Digest.of(List.of(PROBLEM))); // looks for secrets itself
        }

        assertThat(vendor.requests()).hasSize(4);
        assertThat(vendor.secrets()).isNotEmpty();
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
                    .as(name)
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).contains(name).doesNotContain("sEcret"));
        });
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void afterAnOutageEverythingIsToldOnceAndInOrder(Supplier<VendorServer> one) throws Exception {
        start(one, IMPATIENCE);
        Outage outage = new Outage();
        outage.see("first", Status.ERROR);
        outage.until(1);
        assertThat(vendor.told()).hasSize(1);
        List<Behaviour> troubles = troubles();
        troubles.forEach(vendor::next);

        outage.see("second", Status.ERROR);
        outage.until(1 + 1);
        outage.see("first", Status.OK);
        outage.see("passing", Status.ERROR);
        outage.until(1 + 2);
        outage.see("passing", Status.OK);
        assertThat(vendor.told()).hasSize(1);
        outage.until(1 + troubles.size());
        outage.untilNothingWaits();
        outage.see("second", Status.OK);
        outage.untilNothingWaits();

        assertThat(String.join("\n", vendor.told())).doesNotContain("passing");
        assertThat(count("Error: first")).isOne();
        assertThat(count("Error: second")).isOne();
        assertThat(count("Status: first is OK again")).isOne();
        assertThat(count("Status: second is OK again")).isOne();
        assertThat(vendor.told().get(vendor.told().size() - 1)).contains("Status: second is OK again");
        assertThat(vendor.open()).isEmpty();
    }

    private List<Behaviour> troubles() {
        List<Behaviour> troubles = new ArrayList<>(List.of(
                Behaviour.answer(503, "upstream connect error"),
                Behaviour.hang(),
                Behaviour.silent(),
                Behaviour.answer(vendor.busy().response()),
                Behaviour.answer(vendor.refused())));
        if (vendor.needsTheWholeAnswer()) {
            troubles.add(Behaviour.cutOff());
        }
        vendor.refusedAtOk().forEach(response -> troubles.add(Behaviour.answer(response)));
        return troubles;
    }

    private void start(Supplier<VendorServer> one, int patience) throws Exception {
        vendor = one.get();
        start(vendor, patience);
    }

    private String name() {
        return vendor.kind().toString();
    }

    /** Tells it alone, and returns what the vendor calls what it opened. */
    private String tell(Alert alert) throws Exception {
        Exchange exchange = deliver(name(), Digest.of(List.of(alert)));
        assertThat(exchange.getException()).isNull();
        assertThat(taken(exchange)).containsOnlyKeys(alert.check());
        return taken(exchange).get(alert.check());
    }

    private static Alert following(Alert alert, String reference) {
        return Alerts.following(alert, reference);
    }

    /** The section of the vendor. */
    private String documentation() throws IOException {
        String all = Files.readString(Path.of("docs/targets.md"));
        int begin = all.indexOf("(`notify-" + name() + "`)");
        int end = all.indexOf("\n## ", begin);
        return begin < 0 ? "" : all.substring(begin, end < 0 ? all.length() : end);
    }

    private long count(String text) {
        return vendor.told().stream().filter(message -> message.contains(text)).count();
    }

    /** What waits for the vendor, by a clock that the test moves. */
    private final class Outage {

        private final TestClock clock = new TestClock();
        private final MemoryStore store = new MemoryStore();
        private final Targets targets = new Targets(clock, new Random(1));
        private final Watchlist watchlist = new Watchlist();
        private final Evaluator evaluator = new Evaluator(
                watchlist, targets, store, clock, clock, Connectivity.unguarded(clock), ClockSteps.none(clock));
        private final Delivery delivery = new Delivery(
                store,
                targets,
                evaluator,
                watchlist,
                clock,
                new Secrets(),
                new Delivery.Options(Duration.ZERO, Duration.ofDays(3), "", Links.NONE));

        Outage() {
            targets.add(name());
            for (String check : List.of("first", "second", "passing")) {
                evaluator.watch(
                        Checks.of(check, LONGEST_OUTAGE.multipliedBy(2), 1, 1, List.of(), Optional.empty()),
                        Optional.empty(),
                        Checks.NO_RULE);
            }
        }

        void see(String check, Status status) {
            clock.forward(Duration.ofSeconds(1));
            evaluator.take(
                    watchlist.find(check).orElseThrow(), Checks.observation(clock.instant()), Checks.verdict(status));
        }

        /** Goes on until the vendor was asked so many times at least. */
        void until(int requests) throws Exception {
            for (int i = 0; vendor.requests().size() < requests && i < LONGEST_OUTAGE.toSeconds(); i++) {
                poll();
            }
            assertThat(vendor.requests()).hasSizeGreaterThanOrEqualTo(requests);
        }

        void untilNothingWaits() throws Exception {
            for (int i = 0; store.waiting(name()) > 0 && i < LONGEST_OUTAGE.toSeconds(); i++) {
                poll();
            }
            assertThat(store.waiting(name())).isZero();
        }

        private void poll() throws Exception {
            clock.forward(Duration.ofSeconds(1));
            Optional<Digest> next = delivery.next(name());
            if (next.isPresent()) {
                Exchange exchange = deliver(name(), next.get());
                delivery.mark(name(), next.get(), Optional.ofNullable(exchange.getException()), taken(exchange));
            }
        }
    }
}
