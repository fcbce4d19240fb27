package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten minutes of three processes to which nothing happens but that systems break and are mended; -Dvedette.steady.minutes=1 takes one. */
@Tag("long")
class SteadyTest {

    /** Fewer show the same to who has no time. */
    private static final int MINUTES = Integer.getInteger("vedette.steady.minutes", 10);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void askEachCheckOnceAnIntervalTellOnceAndShowTheSame() throws Exception {
        try (Fleet fleet = new Fleet(folder, 60).start()) {
            Company company = fleet.company();
            long from = System.nanoTime();
            for (int minute = 0; minute < MINUTES; minute++) {
                List<String> broken = fleet.systems().subList(3 * minute, 3 * minute + 3);
                Fleet.pass(10);
                broken.forEach(company::breakDown);
                Fleet.pass(20);
                broken.forEach(company::mend);
                Fleet.pass(30);
            }
            long to = System.nanoTime();

            double intervals = (to - from) / (double) INTERVAL.toNanos();
            double probes = fleet.systems().stream()
                            .mapToLong(name -> within(company, name, from, to).length)
                            .sum()
                    / intervals
                    / fleet.systems().size();
            LongSummaryStatistics gaps = fleet.systems().stream()
                    .flatMapToLong(name -> gaps(within(company, name, from, to)))
                    .summaryStatistics();
            System.out.printf(
                    "%.4f probes a check and interval over %.1f s; between two of a check %d to %d ms%n",
                    probes, intervals, gaps.getMin() / 1_000_000, gaps.getMax() / 1_000_000);
            assertThat(probes).isCloseTo(1, Offset.offset(0.005));
            assertThat(fleet.systems())
                    .allSatisfy(name -> assertThat(within(company, name, from, to).length / intervals)
                            .isCloseTo(1, Offset.offset(Math.max(0.01, 1.5 / intervals))));
            fleet.awaitTold(fleet.systems().subList(0, 3 * MINUTES), List.of("problem", "recovery"));
            fleet.awaitTold(fleet.systems().subList(3 * MINUTES, 60), List.of());
            assertThat(company.announcements()).hasSize(1);
            fleet.systems().forEach(name -> showTheSame(fleet, name, intervals));
        }
    }

    private static long[] within(Company company, String system, long from, long to) {
        return company.asked(system).stream()
                .mapToLong(at -> at)
                .filter(at -> at - from >= 0 && at - to < 0)
                .toArray();
    }

    private static LongStream gaps(long[] at) {
        return IntStream.range(1, at.length).mapToLong(i -> at[i] - at[i - 1]);
    }

    /** They read the results of others a second or two later: what one has of the last seconds, another may not have yet. */
    private static void showTheSame(Fleet fleet, String name, double intervals) {
        List<JsonNode> seen = fleet.nodes().stream()
                .map(node -> node.json("/api/v1/checks/" + name))
                .toList();
        JsonNode first = seen.get(0);
        double late = 4 / intervals;
        assertThat(seen).allSatisfy(one -> {
            assertThat(one.at("/uptime/24h").asDouble())
                    .isGreaterThan(0.5)
                    .isCloseTo(first.at("/uptime/24h").asDouble(), Offset.offset(late));
            assertThat(one.path("status")).isEqualTo(first.path("status"));
            assertThat(one.path("since")).isEqualTo(first.path("since"));
            List<JsonNode> common = results(one);
            common.retainAll(results(first));
            assertThat(common).hasSizeGreaterThan(30);
            String from = common.get(0).path("at").asText();
            String to = common.get(common.size() - 1).path("at").asText();
            assertThat(between(one, from, to)).isEqualTo(between(first, from, to));
        });
    }

    private static List<JsonNode> results(JsonNode check) {
        List<JsonNode> results = new ArrayList<>();
        check.path("results").forEach(results::add);
        return results;
    }

    private static List<JsonNode> between(JsonNode check, String from, String to) {
        return results(check).stream()
                .filter(one -> one.path("at").asText().compareTo(from) >= 0
                        && one.path("at").asText().compareTo(to) <= 0)
                .toList();
    }
}
