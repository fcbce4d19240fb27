package io.vedette.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatProbeTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final HeartbeatBook book = new HeartbeatBook();
    private final HeartbeatProbe probe = new HeartbeatProbe(book, "backup", START);

    @Test
    void tellsThatNobodyHasCalled() {
        assertThat(probe.ask(Attempt.unlimited()))
                .isEqualTo(new Answer.Beat(Optional.empty(), false, "", START, Optional.empty()));
    }

    @Test
    void tellsTheLastCall() {
        book.beat("backup", START.plusSeconds(1), false, null);
        book.beat("backup", START.plusSeconds(2), true, "disk full");
        book.beat("other", START.plusSeconds(3), false, "");

        assertThat(probe.ask(Attempt.unlimited()))
                .isEqualTo(
                        new Answer.Beat(Optional.of(START.plusSeconds(2)), true, "disk full", START, Optional.empty()));
    }

    @Test
    void keepsTheLaterOfTwoCalls() {
        book.beat("backup", START.plusSeconds(2), false, "");
        book.beat("backup", START.plusSeconds(1), true, "from the store");

        assertThat(book.last("backup")).contains(new HeartbeatBook.Entry(START.plusSeconds(2), false, ""));
    }

    @Test
    void keepsTheLatestOfManyCallsAtOnce() {
        List<Instant> calls =
                IntStream.range(0, 1_000).mapToObj(START::plusSeconds).toList();

        calls.parallelStream().forEach(at -> book.beat("backup", at, false, ""));

        assertThat(book.last("backup").orElseThrow().at()).isEqualTo(START.plusSeconds(999));
    }

    @Test
    void forgetsAJob() {
        book.beat("backup", START, false, "");
        book.forget("backup");

        assertThat(book.last("backup")).isEmpty();
    }

    @Test
    void keepsTheBeginningOfALongMessage() {
        book.beat("backup", START, true, "x".repeat(100_000));

        assertThat(book.last("backup").orElseThrow().message()).hasSize(2_000);
    }
}
