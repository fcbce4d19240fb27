package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.TestClock;
import io.vedette.cluster.ClusterDatabase;
import io.vedette.cluster.Fence;
import io.vedette.cluster.Node;
import io.vedette.cluster.NodeAmongOthers;
import io.vedette.cluster.Signal;
import io.vedette.config.settings.Settings;
import io.vedette.database.StoreRefused;
import io.vedette.rule.Failure;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.state.Act;
import io.vedette.state.CheckState;
import io.vedette.state.SilenceRule;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL: whose claim counts, who is there, and what they hear of each other. */
class SharedDatabaseTest {

    private final TestClock clock = new TestClock();
    private Settings.Database database;
    private Store first;
    private Store second;
    private ClusterDatabase a;
    private ClusterDatabase b;

    @BeforeEach
    void open() {
        database = Databases.postgres();
        first = Stores.of(database, clock);
        second = Stores.of(database, clock);
        first.open();
        second.open();
        a = first.cluster("test", "a");
        b = second.cluster("test", "b");
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
        first.close();
        second.close();
    }

    @Test
    void refuseAChangeByAClaimThatAnotherNodeHasOutdone() {
        Fence early = new Fence(7, a.claim(List.of(7)).get(7));
        CheckRecord record = new CheckRecord("shop", 1, CheckState.pending(clock.instant()), Map.of());
        assertThat(first.commit(record, early)).isTrue();

        Fence late = new Fence(7, b.claim(List.of(7)).get(7));

        assertThat(late.epoch()).isGreaterThan(early.epoch());
        assertThatThrownBy(() -> first.commit(record.next(record.state(), Map.of()), early))
                .isInstanceOf(NotDecided.class)
                .hasMessageContaining("another node has claimed check shop");
        assertThat(second.commit(record.next(record.state(), Map.of()), late)).isTrue();
        assertThat(first.find("shop").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void refuseTheFirstRecordOfACheckToo() {
        Fence early = new Fence(8, a.claim(List.of(8)).get(8));
        b.claim(List.of(8));

        assertThatThrownBy(() ->
                        first.commit(new CheckRecord("new", 1, CheckState.pending(clock.instant()), Map.of()), early))
                .isInstanceOf(NotDecided.class);
        assertThat(second.find("new")).isEmpty();
    }

    @Test
    void beginNoEpochThatAChangeHasSeenAlready() {
        Fence high = new Fence(9, a.claim(List.of(9)).get(9));
        for (int i = 0; i < 5; i++) {
            high = new Fence(9, a.claim(List.of(9)).get(9));
        }
        first.commit(new CheckRecord("shop", 1, CheckState.pending(clock.instant()), Map.of()), high);

        ClusterDatabase renamed = second.cluster("other", "b");

        assertThat(renamed.claim(List.of(9)).get(9)).isGreaterThan(high.epoch());
        renamed.close();
    }

    @Test
    void hearOfEachOtherWhatIsCommitted() {
        a.heard(Duration.ZERO);
        assertThat(b.heard(Duration.ZERO).complete())
                .as("nothing was heard before")
                .isFalse();

        first.commit(new CheckRecord("shop", 1, CheckState.pending(clock.instant()), Map.of()));
        List<Signal> told = List.of(
                new Signal.Run("shop"),
                new Signal.Beat("job", Instant.EPOCH, true, "broken \"pipe\""),
                new Signal.Notice("slack", "mail", "is silent"),
                new Signal.TargetHealth("slack", "{\"failed\":1}"),
                new Signal.Done("1"),
                new Signal.Observed(
                        "b", "job", Instant.EPOCH, Duration.ofMillis(5), Verdict.error(Reason.HTTP_STATUS, "500")),
                new Signal.Silences());
        a.tell(told);

        List<Signal> heard = new ArrayList<>();
        for (int tries = 0; heard.size() < told.size() + 1 && tries < 20; tries++) {
            ClusterDatabase.Heard now = b.heard(Duration.ofMillis(500));
            assertThat(now.complete()).isTrue();
            heard.addAll(now.signals());
        }
        assertThat(heard.get(0)).isEqualTo(new Signal.Changed("shop"));
        assertThat(heard.subList(1, heard.size())).isEqualTo(told);
        assertThat(a.heard(Duration.ofMillis(100)).signals()).as("of itself").isEmpty();
    }

    @Test
    void hearOfAMessageWithoutItsManyFailures() {
        b.heard(Duration.ZERO);
        Verdict verdict = Verdict.error(Reason.COMPONENT, "900 fail")
                .with(IntStream.range(0, 900)
                        .mapToObj(number -> new Failure("part-" + number, "down", "it is down"))
                        .toList());

        a.tell(List.of(new Signal.Observed("b", "job", Instant.EPOCH, Duration.ZERO, verdict)));

        List<Signal> heard = new ArrayList<>();
        await().until(() -> heard.addAll(b.heard(Duration.ofMillis(500)).signals()));
        assertThat(heard)
                .containsExactly(
                        new Signal.Observed("b", "job", Instant.EPOCH, Duration.ZERO, verdict.with(List.of())));
    }

    @Test
    void storeASilenceOnceItsRowIsFreeAndTellOfItThen() throws SQLException {
        NodeAmongOthers node = new NodeAmongOthers();
        first.share(node);
        SilenceRule rule = silence("before");
        first.put(rule);
        assertThat(node.told()).containsExactly(new Signal.Silences());
        first.add(new Act("1", clock.instant(), "ann", Act.Kind.SILENCE, "1", ""));
        assertThat(node.told()).as("an act is no silence").hasSize(1);

        try (Connection other = Databases.administrator(database)) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("SELECT 1 FROM vedette_silence FOR UPDATE");
            }
            first.put(silence("after"));

            assertThat(first.silences()).extracting(SilenceRule::reason).containsExactly("after");
            assertThat(first.health().isGood()).isTrue();
            assertThat(node.told()).hasSize(1);
            other.rollback();
        }

        await().untilAsserted(() -> {
            assertThat(second.silences()).extracting(SilenceRule::reason).containsExactly("after");
            assertThat(node.told()).hasSize(2);
        });
    }

    @Test
    void changeWhatIsFreeWithoutWaitingForARowThatIsLocked() throws SQLException {
        for (String check : List.of("a", "b", "c")) {
            first.commit(new CheckRecord(check, 1, CheckState.pending(clock.instant()), Map.of()));
        }
        try (Connection other = Databases.administrator(database)) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("SELECT 1 FROM vedette_check WHERE name = 'b' FOR UPDATE");
            }

            assertThat(first.changeAll(
                            List.of("a", "b", "c"), before -> Optional.of(before.next(before.state(), Map.of()))))
                    .containsExactlyInAnyOrder("a", "c");
            other.rollback();
        }
        assertThat(first.find("b").orElseThrow().version()).isEqualTo(1);
        assertThat(first.find("c").orElseThrow().version()).isEqualTo(2);
    }

    private SilenceRule silence(String reason) {
        return new SilenceRule(
                "1",
                List.of("shop"),
                List.of(),
                List.of(),
                clock.instant(),
                clock.instant().plusSeconds(60),
                reason,
                "");
    }

    @Test
    void showWhoIsThereAndWhoTookAName() {
        assertThat(a.enter(node("a", "x"))).isTrue();
        assertThat(a.isFirst("greeting")).isTrue();
        assertThat(b.enter(node("b", "x"))).isFalse();
        assertThat(b.isFirst("greeting")).isFalse();

        assertThat(a.look(node("a", "y")).nodes())
                .extracting(Node::name, Node::configuration)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "y"), org.assertj.core.groups.Tuple.tuple("b", "x"));
        ClusterDatabase impostor = second.cluster("test", "a");
        impostor.enter(node("a", "y"));
        assertThat(a.look(node("a", "y")).replaced()).isTrue();
        impostor.close();
        b.leave();
        assertThat(a.look(node("a", "y")).nodes()).extracting(Node::name).containsExactly("a");
    }

    @Test
    void sayThatAFileCannotBeShared(@TempDir Path folder) {
        Store file = Stores.of(Databases.sqlite(folder), clock);

        assertThatThrownBy(() -> file.cluster("test", "a"))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("vedette.cluster needs PostgreSQL");
        assertThatThrownBy(() -> new MemoryStore().cluster("test", "a")).isInstanceOf(StoreRefused.class);
    }

    @Test
    void warnANodeThatSharesNothingOfAnother() {
        assertThat(first.others())
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("is used by another Vedette too")
                        .contains("vedette.cluster=true"));
        assertThat(new MemoryStore().others()).isEqualTo(Optional.empty());
    }

    /** Else one would send the alerts of the other, as both have a target of the same name. */
    @Test
    void refuseAClusterOfAnotherNameUnlessItHasASchemaOfItsOwn() throws SQLException {
        a.enter(node("a", "x"));

        assertThatThrownBy(() -> second.cluster("other", "b"))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("has the tables of cluster \"test\"")
                .hasMessageContaining("currentSchema");
        Store started = Stores.of(database, clock);
        started.cluster("other", "b");
        assertThatThrownBy(started::open).isInstanceOf(StoreRefused.class);
        try (Connection connection = Databases.administrator(database);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE SCHEMA other AUTHORIZATION " + database.username().orElseThrow());
        }
        first.commit(new CheckRecord("shop", 1, CheckState.pending(clock.instant()), Map.of()));
        Store apart = Stores.of(
                new Settings.Database(database.url() + "?currentSchema=other", database.username(), Optional.empty()),
                clock);
        ClusterDatabase other = apart.cluster("other", "b");
        apart.open();
        assertThat(other.enter(node("b", "x"))).isTrue();
        assertThat(apart.find("shop")).isEmpty();
        other.close();
        apart.close();
    }

    private static Node node(String name, String configuration) {
        return new Node(name, "1", Instant.EPOCH, 0, 0, configuration, true, true, true, "");
    }
}
