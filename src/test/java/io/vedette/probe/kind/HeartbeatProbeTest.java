package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Attempt;
import io.vedette.probe.Beat;
import io.vedette.probe.Beats;
import io.vedette.probe.HeartbeatBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatProbeTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final HeartbeatBook book = new HeartbeatBook();
    private final HeartbeatProbe probe =
            new HeartbeatProbe(book, "backup", Clock.fixed(START.plusSeconds(5), ZoneOffset.UTC), Optional.empty());

    @BeforeEach
    void watch() {
        book.watch("backup", START);
    }

    @Test
    void tellsThatNobodyHasCalled() {
        assertThat(probe.ask(Attempt.unlimited()))
                .isEqualTo(Beats.of(
                        Optional.empty(),
                        false,
                        "",
                        START,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO));
    }

    @Test
    void tellsTheLastCall() {
        book.beat("backup", START.plusSeconds(1), false, null);
        book.beat("backup", START.plusSeconds(2), true, "disk full");
        book.beat("other", START.plusSeconds(3), false, "");

        assertThat(probe.ask(Attempt.unlimited()))
                .isEqualTo(Beats.of(
                        Optional.of(START.plusSeconds(2)),
                        true,
                        "disk full",
                        START,
                        Optional.empty(),
                        Optional.of(new HeartbeatBook.Gap(START, START.plusSeconds(1))),
                        Optional.empty(),
                        Duration.ZERO));
    }

    @Test
    void takesNoTimeForSilenceInWhichThisProcessStoodStill() {
        HeartbeatBook frozen = new HeartbeatBook(time -> Duration.ofSeconds(20));
        frozen.watch("backup", START);
        frozen.beat("backup", START.plusSeconds(3), false, "");
        frozen.beat("backup", START.plusSeconds(25), false, "");

        Beat beat = (Beat) new HeartbeatProbe(
                        frozen, "backup", Clock.fixed(START.plusSeconds(50), ZoneOffset.UTC), Optional.empty())
                .ask(Attempt.unlimited());

        assertThat(beat.unheard()).isEqualTo(Duration.ofSeconds(20));
        assertThat(beat.gap()).contains(new HeartbeatBook.Gap(START.plusSeconds(23), START.plusSeconds(25)));
    }

    @Test
    void movesAlongWithAClockThatIsSet() {
        book.beat("backup", START.plusSeconds(2), true, "disk full");
        book.started("backup", START.plusSeconds(3));
        book.takeUnkept();

        book.clockWasSet(time -> time.plus(Duration.ofHours(1)));

        Beat beat = (Beat) probe.ask(Attempt.unlimited());
        assertThat(beat.last()).contains(START.plusSeconds(3602));
        assertThat(beat.failed()).isTrue();
        assertThat(beat.watchedSince()).isEqualTo(START.plusSeconds(3600));
        assertThat(beat.started()).contains(START.plusSeconds(3603));
        assertThat(book.takeUnkept()).as("stored anew").containsExactly("backup");
    }

    @Test
    void tellsOfEachGapOnce() {
        book.beat("backup", START.plusSeconds(3), false, "");
        book.beat("backup", START.plusSeconds(4), false, "");
        assertThat(beat().gap()).contains(new HeartbeatBook.Gap(START, START.plusSeconds(3)));

        assertThat(beat().gap()).isEmpty();
        assertThat(beat().looked()).contains(START.plusSeconds(5));
        assertThat(probe.isRepeatable()).isFalse();
    }

    @Test
    void countsFromWhenCallsCanComeAndTheJobIsKnown() {
        book.close();
        assertThat(beat().watchedSince()).as("nobody listens").isEqualTo(START.plusSeconds(5));

        book.open(START.plusSeconds(1));
        assertThat(beat().watchedSince()).isEqualTo(START.plusSeconds(1));
        book.watch("backup", START.plusSeconds(2));
        assertThat(beat().watchedSince()).as("it was known before").isEqualTo(START.plusSeconds(1));
        book.forget("backup");
        book.watch("backup", START.plusSeconds(2));

        assertThat(beat().watchedSince()).isEqualTo(START.plusSeconds(2));
    }

    private Beat beat() {
        return (Beat) probe.ask(Attempt.unlimited());
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
