package io.vedette.status.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void forgetsInTimeAlsoWhereTheClockIsSetBack() {
        Remembered remembered = new Remembered(Duration.ofSeconds(5));
        remembered.add("a", NOW.plusSeconds(5));
        remembered.add("b", NOW.plusSeconds(5));

        assertThat(remembered.has("a", NOW.plusSeconds(4))).isTrue();
        assertThat(remembered.has("a", NOW.plusSeconds(5))).isFalse();
        assertThat(remembered.has("b", NOW.minusSeconds(3_600))).isFalse();
    }

    @Test
    void remembersForAsLongAsIsSaid() {
        Remembered ended = new Remembered(Remembered.ANY);
        ended.add("a", NOW.plusSeconds(5));

        assertThat(ended.has("a", NOW.minusSeconds(3_600))).isTrue();
    }
}
