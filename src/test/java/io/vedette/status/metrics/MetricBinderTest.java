package io.vedette.status.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vedette.evaluate.MuteService;
import io.vedette.probing.Connectivity;
import io.vedette.probing.ProbePool;
import io.vedette.probing.ProbeRunner;
import io.vedette.process.Periodic;
import io.vedette.rule.Status;
import io.vedette.selfhealth.OwnTroubles;
import io.vedette.status.Room;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The metrics in a registry of Micrometer's. */
class MetricBinderTest {

    private final Room room = Room.furnished();
    private final Totals totals = new Totals();
    private final ProbeRunner runner = new ProbeRunner(ProbePool.create(), room.clock);
    private final MetricSources sources = new MetricSources(
            "1",
            room.watchlist,
            room.targets,
            room.store,
            new MuteService(room.evaluator, room.watchlist, room.clock),
            Connectivity.unguarded(room.clock),
            runner,
            totals,
            new OwnTroubles(room.clock),
            () -> List.of(new Periodic.State("store", Duration.ZERO, 0, Optional.empty())),
            Optional.empty(),
            List::of,
            room.clock);
    private final MetricBinder binder = new MetricBinder(sources);

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void followsChecksAndValues() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        binder.bindTo(registry);
        assertThat(registry.get("vedette.check.up").tag("check", "till").gauge().value())
                .isZero();

        room.observe("till", Status.OK);
        room.evaluator.forget("shop");
        totals.judged(Status.OK);
        binder.refresh();

        assertThat(registry.get("vedette.check.up").tag("check", "till").gauge().value())
                .isEqualTo(1);
        assertThat(registry.getMeters())
                .noneMatch(meter -> "shop".equals(meter.getId().getTag("check")));
        assertThat(registry.get("vedette.probes")
                        .tag("status", "ok")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countsWhatWasGivenUp() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        binder.bindTo(registry);
        room.observe("shop", Status.ERROR);
        room.clock.forward(Duration.ofDays(3));
        room.deliver("slack", Optional.of(new IllegalStateException("status 500")));
        binder.refresh();

        assertThat(registry.get("vedette.alerts")
                        .tags("target", "slack", "outcome", "given_up")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aStateThatIsLeftHasNoMeter() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        binder.bindTo(registry);
        room.observe("till", Status.OK);
        binder.refresh();

        assertThat(registry.get("vedette.check.status").tag("check", "till").meters())
                .extracting(meter -> meter.getId().getTag("status"))
                .containsExactly("ok");
    }

    @Test
    void namesComeOutTheSameInPrometheus() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        binder.bindTo(registry);
        Set<String> exposed = Scrape.of(registry.scrape()).families().keySet();
        Set<String> families = MetricFamily.all(sources).stream()
                .map(MetricFamily::name)
                .filter(name -> !name.equals("vedette_probe_pool_threads"))
                .filter(name -> !name.equals("vedette_check_muted") && !name.contains("_expiry_"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(exposed).containsAll(families).contains("vedette_schedule_lag_seconds");
    }

    @Test
    void readsTheSameAgainWithoutNewMeters() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        binder.bindTo(registry);
        Set<Meter> before = Set.copyOf(registry.getMeters());
        binder.refresh();

        assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
    }
}
