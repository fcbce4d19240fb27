package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How checks are divided, which configuration counts, and for how long a claim does. */
class DivisionTest {

    @Test
    void givesEverySegmentItsShareOfChecksWithSimilarNames() {
        int[] counts = new int[Segments.COUNT];
        IntStream.range(0, 100_000).forEach(number -> counts[Segments.ofCheck("shop-" + number)]++);

        assertThat(IntStream.of(counts)).allMatch(count -> count > 300 && count < 480);
        assertThat(Segments.ofCheck("billing-import")).isEqualTo(Segments.ofCheck("billing-import"));
    }

    @Test
    void takesTheConfigurationThatMostHave() {
        assertThat(Fingerprints.counting(List.of(node("a", 1, "old"), node("b", 2, "new"), node("c", 3, "new"))))
                .contains("new");
        assertThat(Fingerprints.counting(List.of(node("a", 2, "old"), node("b", 1, "new"))))
                .contains("new");
        assertThat(Fingerprints.counting(List.of())).isEmpty();
    }

    @Test
    void countsAClaimOnlyForSecondsAfterItWasConfirmed() {
        AtomicLong nanos = new AtomicLong(5_000);
        Held held = new Held(nanos::get);
        assertThat(held.of(7)).isEmpty();

        held.confirm(Map.of(7, 3L), nanos.get());
        assertThat(held.of(7)).contains(new Fence(7, 3));
        assertThat(held.of(8)).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(held.of(7)).isEmpty();

        held.fromMemory(true, Map.of(7, 3L));
        assertThat(held.of(7)).contains(new Fence(7, 3));
        held.drop(new Fence(7, 2));
        assertThat(held.of(7)).isPresent();
        held.drop(new Fence(7, 3));
        assertThat(held.of(7)).isEmpty();
    }

    @Test
    void saysOfCallsThatAreWellOnlyTheLast() {
        Outgoing outgoing = new Outgoing();
        Signal.Beat failed = new Signal.Beat("job", Instant.EPOCH, true, "broken");
        Signal.Beat last = new Signal.Beat("job", Instant.EPOCH.plusSeconds(2), false, "");
        outgoing.add(failed);
        outgoing.add(new Signal.Beat("job", Instant.EPOCH.plusSeconds(1), false, ""));
        outgoing.add(last);

        assertThat(outgoing.all()).containsExactly(failed, last);
        outgoing.said(List.of(failed));
        assertThat(outgoing.all()).containsExactly(last);
    }

    private static Node node(String name, int since, String configuration) {
        return new Node(name, "1", Instant.ofEpochSecond(since), 0, 0, configuration, true, true, false, "");
    }
}
