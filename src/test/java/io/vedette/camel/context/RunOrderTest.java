package io.vedette.camel.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.alert.Alert;
import io.vedette.alert.Digest;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.store.SlowStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks whose endpoints fail and recover all the time, on a store that takes its time for every statement. */
class RunOrderTest {

    /** Nothing here is about how long it takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Pattern NUMBER = Pattern.compile("answer (\\d+)");

    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Map<String, List<Change>> changes = new ConcurrentHashMap<>();
    private final Map<String, List<Alert>> told = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.FLAPS;

    private enum Mood {
        FLAPS,
        ILL,
        WELL
    }

    private record Change(Health to, int answer) {}

    @Test
    void statesFollowTheEndpointsThoughTheStoreIsSlow() throws Exception {
        flap(10, 4, Duration.ofMillis(100));
    }

    /**
     * Takes about three minutes: a hundred checks are taken up one after the other, and a target's alerts are looked at and marked one
     * after the other, each by statements of a quarter of a second, while verdicts change the same records.
     */
    @Test
    @Tag("long")
    void statesOfManyFollowTheEndpointsForAMinute() throws Exception {
        flap(100, 10, Duration.ofMillis(500));
    }

    /** The endpoint of each check fails three times, is well three times, and so on; each answer tells its number. */
    private LocalServer.Answered answer(LocalServer.Asked asked) {
        int number = answers.computeIfAbsent(asked.target().substring(1), name -> new AtomicInteger())
                .getAndIncrement();
        boolean well = mood == Mood.WELL || mood == Mood.FLAPS && number / 3 % 2 == 1;
        return LocalServer.Answered.of(
                200, "{\"status\":\"" + (well ? "ok" : "error") + "\",\"reason\":\"answer " + number + "\"}");
    }

    /**
     * @param least so many changes of each check are waited for
     * @param longest the longest time of a statement
     */
    private void flap(int checks, int least, Duration longest) throws Exception {
        try (LocalServer server = new LocalServer(this::answer);
                Embedded vedette =
                        new Embedded(new SlowStore(longest)).with(telling()).with(checks(server, checks))) {
            vedette.service()
                    .stages()
                    .evaluation()
                    .evaluator()
                    .onChange((check, transition) -> changes.computeIfAbsent(
                                    check.name(), name -> new CopyOnWriteArrayList<>())
                            .add(new Change(
                                    transition.after().health(),
                                    transition.after().health().isProblem()
                                            ? number(transition
                                                    .after()
                                                    .cause()
                                                    .orElseThrow()
                                                    .message())
                                            : -1)));
            vedette.start();
            await().atMost(PATIENCE)
                    .until(() -> changes.size() == checks
                            && changes.values().stream().allMatch(seen -> seen.size() >= least));
            endWith(vedette, checks, Mood.ILL, Health.ERROR, AlertKind.PROBLEM);
            endWith(vedette, checks, Mood.WELL, Health.OK, AlertKind.RECOVERY);
        }

        assertThat(changes).allSatisfy((check, seen) -> {
            assertThat(seen).extracting(Change::to).isEqualTo(alternating(seen.size()));
            assertThat(seen.stream().map(Change::answer).filter(number -> number >= 0))
                    .isSorted()
                    .doesNotHaveDuplicates();
        });
        assertThat(told)
                .hasSize(checks)
                .allSatisfy((check, alerts) -> assertThat(alerts)
                        .extracting(Alert::kind)
                        .isEqualTo(IntStream.range(0, alerts.size())
                                .mapToObj(i -> i % 2 == 0 ? AlertKind.PROBLEM : AlertKind.RECOVERY)
                                .toList()));
    }

    private void endWith(Embedded vedette, int checks, Mood last, Health health, AlertKind kind) {
        mood = last;
        await().atMost(PATIENCE)
                .until(() -> IntStream.range(0, checks)
                        .mapToObj(i -> "check-" + i)
                        .allMatch(
                                check -> vedette.watched(check).record().state().health() == health
                                        && lastTold(check).equals(Optional.of(kind))));
    }

    private static List<Health> alternating(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> i % 2 == 0 ? Health.ERROR : Health.OK)
                .toList();
    }

    private Optional<AlertKind> lastTold(String check) {
        List<Alert> alerts = told.getOrDefault(check, List.of());
        return alerts.isEmpty()
                ? Optional.empty()
                : Optional.of(alerts.get(alerts.size() - 1).kind());
    }

    private static int number(String message) {
        Matcher number = NUMBER.matcher(message);
        assertThat(number.find()).as(message).isTrue();
        return Integer.parseInt(number.group(1));
    }

    private RouteBuilder telling() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("vedette:alerts?target=team")
                        .routeId("team")
                        .process(exchange -> exchange.getMessage()
                                .getBody(Digest.class)
                                .alerts()
                                .forEach(alert -> {
                                    if (alert.kind() != AlertKind.REMINDER) {
                                        told.computeIfAbsent(alert.check(), name -> new CopyOnWriteArrayList<>())
                                                .add(alert);
                                    }
                                }));
            }
        };
    }

    private static RouteBuilder checks(LocalServer server, int count) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < count; i++) {
                    from("vedette:schedule")
                            .routeId("check-" + i)
                            .to("vedette:probe?type=get")
                            .to("vedette:observe?rule=json&statusPath=$.status&reasonPath=$.reason&interval=100ms"
                                    + "&errorInterval=1ms&url=" + server.url("/check-" + i));
                }
            }
        };
    }
}
