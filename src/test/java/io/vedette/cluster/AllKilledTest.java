package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes that are all killed, and leave in the database members and claims of nodes that are no more. */
@Tag("long")
class AllKilledTest {

    /** What is left of nodes that are no more costs a start no longer than this. */
    private static final Duration MOST = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @Test
    void askWithinSecondsAfterTheStartAndTellNobodyAnew() throws IOException {
        try (Fleet fleet = new Fleet(folder, 60)) {
            Company company = fleet.company();
            Asked fresh = firstAsked(fleet, 3);
            fleet.awaitAllAsked(60);
            fleet.systems().forEach(company::breakDown);
            fleet.awaitTold(fleet.systems(), List.of("problem"));
            Fleet.pass(5); // What is being sent while its sender is killed may come twice.

            fleet.nodes().forEach(NodeProcess::kill);
            Asked again = firstAsked(fleet, 3);
            fleet.awaitAllAsked(60);
            Fleet.pass(8);
            fleet.awaitTold(fleet.systems(), List.of("problem"));

            fleet.nodes().forEach(NodeProcess::kill);
            Asked alone = firstAsked(fleet, 1);
            System.out.printf(
                    "three processes: %s; three whose ancestors were killed: %s; one of these: %s%n",
                    fresh, again, alone);
            assertThat(List.of(again, alone)).allSatisfy(one -> {
                assertThat(one.ofProcess()).isLessThan(fresh.ofProcess().plus(MOST));
                assertThat(one.ofReady()).isLessThan(fresh.ofReady().plus(MOST));
            });
            fleet.systems().forEach(company::mend);
            fleet.awaitTold(fleet.systems(), List.of("problem", "recovery"));
        }
    }

    /**
     * When a system was first asked.
     *
     * @param ofProcess after the first process was started
     * @param ofReady after the first process said that its start was over
     */
    private record Asked(Duration ofProcess, Duration ofReady) {}

    private static Asked firstAsked(Fleet fleet, int nodes) throws IOException {
        long from = System.nanoTime();
        List<NodeProcess> these = fleet.nodes().subList(0, nodes);
        for (NodeProcess node : these) {
            node.start();
        }
        await().atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> these.stream().anyMatch(NodeProcess::isStarted));
        long ready = System.nanoTime() - from;
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> first(fleet, from) < Long.MAX_VALUE);
        long first = first(fleet, from);
        return new Asked(Duration.ofNanos(first), Duration.ofNanos(Math.max(0, first - ready)));
    }

    private static long first(Fleet fleet, long from) {
        return fleet.systems().stream()
                .flatMap(name -> fleet.company().asked(name).stream())
                .mapToLong(at -> at - from)
                .filter(after -> after > 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
