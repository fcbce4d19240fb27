package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnreachedTest {

    private final Unreached unreached = new Unreached();

    @Test
    void saysOnceWhoLivesAndIsNotReached() {
        assertThat(look(0, Set.of("a", "b"), Set.of("a"))).isEmpty();
        assertThat(look(14, Set.of("a", "b"), Set.of("a"))).isEmpty();
        assertThat(look(15, Set.of("a", "b"), Set.of("a")))
                .singleElement()
                .asString()
                .startsWith("node b lives")
                .contains("vedette.cluster.secret", "vedette.cluster.port");
        assertThat(look(60, Set.of("a", "b"), Set.of("a"))).isEmpty();

        // Reached, and lost again: that is news.
        assertThat(look(61, Set.of("a", "b"), Set.of("a", "b"))).isEmpty();
        assertThat(look(62, Set.of("a", "b"), Set.of("a"))).isEmpty();
        assertThat(look(77, Set.of("a", "b"), Set.of("a"))).hasSize(1);
    }

    @Test
    void saysNothingOfWhoIsGoneOrJustStarts() {
        assertThat(look(0, Set.of("a"), Set.of())).isEmpty();
        assertThat(look(10, Set.of(), Set.of())).isEmpty();
        assertThat(look(20, Set.of("a"), Set.of())).isEmpty();
        assertThat(look(30, Set.of("a"), Set.of("a"))).isEmpty();
        assertThat(look(90, Set.of("a"), Set.of("a", "c"))).isEmpty();
    }

    private List<String> look(long seconds, Set<String> live, Set<String> reached) {
        return unreached.look(live, reached, Duration.ofSeconds(seconds).toNanos());
    }
}
