package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.probe.HeartbeatBook;
import io.vedette.store.JobCalls;
import io.vedette.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RememberedCallsTest {

    private final TestClock clock = new TestClock();
    private final HeartbeatBook book = new HeartbeatBook();
    private final MemoryStore store = new MemoryStore();

    @Test
    void takeACallThatIsStoredOfALaterTimeForOneOfNow() {
        Instant ahead = clock.instant().plus(Duration.ofHours(1));
        JobCalls.Ended good = new JobCalls.Ended(ahead, false, Optional.empty(), "", Optional.empty());
        store.calls().keep(List.of(new JobCalls("job", Optional.empty(), Optional.of(good), Optional.empty())), ahead);

        new RememberedCalls(book, store, clock).note("job");
        clock.forward(Duration.ofMinutes(1));
        book.beat("job", clock.instant(), true, "broken");

        assertThat(book.last("job"))
                .hasValueSatisfying(last -> assertThat(last.failed()).isTrue());
    }
}
