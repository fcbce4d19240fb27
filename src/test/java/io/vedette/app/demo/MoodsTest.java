package io.vedette.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MoodsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Property(tries = 50)
    void isWellAndUnwellInEveryWayWithinAnHour(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int ways) {
        Moods moods = new Moods(seed, ways);

        assertThat(hour(moods).distinct().sorted().boxed())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, ways).boxed().toList());
    }

    @Property(tries = 50)
    void isWellMostOfTheTime(@ForAll long seed) {
        assertThat(hour(new Moods(seed, 2)).filter(mood -> mood == Moods.WELL).count())
                .isBetween(1_800L, 3_300L);
    }

    @Test
    void repeatsItselfWithTheSameSeed() {
        assertThat(hour(Moods.of(7, "vault", 2)).toArray())
                .isEqualTo(hour(Moods.of(7, "vault", 2)).toArray())
                .isNotEqualTo(hour(Moods.of(8, "vault", 2)).toArray())
                .isNotEqualTo(hour(Moods.of(7, "etcd", 2)).toArray());
    }

    private static IntStream hour(Moods moods) {
        return IntStream.range(0, 3_600).map(second -> moods.at(START.plusSeconds(second)));
    }
}
