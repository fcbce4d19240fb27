package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a node hears of the others is followed, though it cannot always be read at once. */
class KeeperTest {

    private static final Node ME = new Node("a", "1", Instant.EPOCH, 0, 0, "same", true, true, true, "");

    private final Deque<ClusterDatabase.Heard> said = new ArrayDeque<>();
    private final Deque<Boolean> readable = new ArrayDeque<>();
    private final List<String> followed = new ArrayList<>();
    private final List<List<Integer>> taken = new ArrayList<>();
    private final Map<Integer, ClusterDatabase.Claim> claims = new HashMap<>();
    private final Held held = new Held();
    private final UnsteadyEngine engine = new UnsteadyEngine();
    private final Keeper keeper =
            new Keeper("a", new Database(), engine, held, new Outgoing(), new Follower(), () -> ME, List.of());

    @Test
    void readsAgainWhatCouldNotBeRead() {
        said.add(new ClusterDatabase.Heard(List.of(), false));
        readable.add(false);
        keeper.turn();
        keeper.turn();
        keeper.turn();
        assertThat(followed).as("until it could be read").containsExactly("missed", "missed");

        said.add(new ClusterDatabase.Heard(List.of(new Signal.Changed("shop")), true));
        readable.add(false);
        keeper.turn();
        keeper.turn();
        keeper.turn();
        assertThat(followed).containsExactly("missed", "missed", "heard", "missed");
        keeper.close();
    }

    @Test
    void tellsOfWhatItAsksFromNowOnAndAgainAfterItWasUnclear() {
        engine.share = new Engine.Share(1, Set.of(7, 8));
        await().until(() -> {
            keeper.lookSoon();
            keeper.turn();
            return !taken.isEmpty();
        });
        keeper.lookSoon();
        keeper.turn();
        assertThat(taken).as("once").containsExactly(List.of(7, 8));

        held.confirm(held.epochs(), System.nanoTime() - Duration.ofSeconds(5).toNanos()); // This process stood still.
        assertThat(held.of(7)).isEmpty();
        keeper.lookSoon();
        keeper.turn();

        assertThat(taken).containsExactly(List.of(7, 8), List.of(7, 8));
        keeper.close();
    }

    private final class Follower implements Ownership.Follower {

        @Override
        public void gained(IntPredicate segments) {}

        @Override
        public void taken(IntPredicate segments) {
            assertThat(held.of(7)).as("what is taken is held").isPresent();
            taken.add(
                    IntStream.range(0, Segments.COUNT).filter(segments).boxed().toList());
        }

        @Override
        public boolean heard(List<Signal> signals) {
            return follow("heard");
        }

        @Override
        public boolean missed() {
            return follow("missed");
        }

        private boolean follow(String what) {
            followed.add(what);
            return readable.isEmpty() || readable.pop();
        }
    }

    private final class Database implements ClusterDatabase {

        @Override
        public Heard heard(Duration wait) {
            return said.isEmpty() ? new Heard(List.of(), true) : said.pop();
        }

        @Override
        public boolean enter(Node me) {
            return true;
        }

        @Override
        public Look look(Node me) {
            return new Look(List.of(me), Map.copyOf(claims), false);
        }

        @Override
        public Map<Integer, Long> claim(Collection<Integer> segments) {
            segments.forEach(segment -> claims.put(segment, new Claim("a", 1)));
            return segments.stream().collect(Collectors.toMap(segment -> segment, segment -> 1L));
        }

        @Override
        public void tell(List<Signal> signals) {}

        @Override
        public boolean isFirst(String what) {
            return true;
        }

        @Override
        public void leave() {}

        @Override
        public void close() {}
    }
}
