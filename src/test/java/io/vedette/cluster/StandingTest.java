package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node does that cannot use the database. */
class StandingTest {

    private static final long NOW = System.nanoTime();

    /** others: what the nodes that are reached said of the database, "old" where that is long ago. */
    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "a b c, b=good c=lost, 1s,  GIVEN_UP,    another node has it",
        "a b c, b=good,        60s, GIVEN_UP,    another has it however long it is lost here",
        "a b c, b=lost c=lost, 1s,  UNCLEAR,     a restart takes no longer",
        "a b c, b=lost c=lost, 11s, FROM_MEMORY, lost to all for long",
        "a b c, b=lost c=old,  11s, UNCLEAR,     one has not said anything lately",
        "a b c, b=lost,        11s, FROM_MEMORY, two of three are most",
        "a b c, '',            60s, UNCLEAR,     alone of three: the others may have it",
        "a b,   '',            60s, FROM_MEMORY, half with the oldest",
        "b a,   '',            60s, UNCLEAR,     half without the oldest",
        "a,     '',            11s, FROM_MEMORY, there is no other",
        "a,     '',            5s,  UNCLEAR,     alone and a restart takes no longer",
    })
    void followsFromWhatOthersSay(String known, String others, String lost, Standing expected, String why) {
        Map<String, Engine.Heard> heard = new HashMap<>();
        Arrays.stream(others.split(" ")).filter(one -> !one.isEmpty()).forEach(one -> {
            String[] parts = one.split("=");
            long nanos = parts[1].equals("old") ? NOW - Duration.ofMinutes(1).toNanos() : NOW;
            heard.put(parts[0], new Engine.Heard(new Engine.Word(parts[1].equals("good")), nanos));
        });

        Standing standing = Standing.without("a", List.of(known.split(" ")), heard, Duration.parse("PT" + lost), NOW);

        assertThat(standing).as(why).isEqualTo(expected);
    }

    @Test
    void leavesTimeToStoreWhatWasDecidedFromMemory() {
        Duration soon = Standing.RETURN.minusMillis(1);

        assertThat(Standing.FROM_MEMORY.then(Standing.GIVEN_UP, soon)).isEqualTo(Standing.FROM_MEMORY);
        assertThat(Standing.FROM_MEMORY.then(Standing.GIVEN_UP, Standing.RETURN))
                .isEqualTo(Standing.GIVEN_UP);
        assertThat(Standing.UNCLEAR.then(Standing.GIVEN_UP, soon)).isEqualTo(Standing.GIVEN_UP);
        assertThat(Standing.FROM_MEMORY.then(Standing.UNCLEAR, soon)).isEqualTo(Standing.UNCLEAR);
    }
}
