package io.vedette.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.cluster.Node;
import io.vedette.cluster.Ownership;
import io.vedette.cluster.SharedOwnership;
import io.vedette.cluster.Signal;
import io.vedette.config.settings.ClusterSettings;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.store.Databases;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TCP;
import org.jgroups.stack.ProtocolStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three nodes of one process, whose network is cut while all reach the database. */
class PartitionTest {

    private static final List<String> CHECKS =
            IntStream.range(0, 1_000).mapToObj(number -> "check-" + number).toList();

    private final List<Member> members = new ArrayList<>();

    private record Member(Store store, InfinispanEngine engine, SharedOwnership ownership) {}

    /** Follows nothing: it is about who owns what. */
    private static final class Nobody implements Ownership.Follower {

        @Override
        public void gained(IntPredicate segments) {}

        @Override
        public boolean heard(List<Signal> signals) {
            return true;
        }

        @Override
        public boolean missed() {
            return true;
        }
    }

    private void join(Settings.Database database, String name, String configuration) {
        ClusterSettings settings = SettingsLoader.of(
                        Map.of(
                                "vedette.cluster", "true",
                                "vedette.cluster.bind", "127.0.0.1",
                                "vedette.cluster.port", "0",
                                "vedette.cluster.secret", "a secret of many characters",
                                "vedette.database.url", database.url()),
                        Path.of(""))
                .settings()
                .cluster();
        Store store = Stores.of(database, Clock.systemUTC());
        store.open();
        InfinispanEngine engine = (InfinispanEngine) Engines.of(settings, name, store.connectionSource());
        SharedOwnership ownership = new SharedOwnership(name, store.cluster("test", name), engine);
        Instant since = Instant.now().plusMillis(members.size());
        ownership.start(new Nobody(), () -> new Node(name, "1", since, 0, 0, configuration, true, true, true, ""));
        members.add(new Member(store, engine, ownership));
    }

    @AfterEach
    void close() {
        members.forEach(member -> {
            member.ownership().close();
            member.store().close();
        });
    }

    private long owners(String check) {
        return members.stream().filter(member -> member.ownership().asks(check)).count();
    }

    private long owned(int member) {
        return CHECKS.stream().filter(members.get(member).ownership()::asks).count();
    }

    private void awaitDivided(int... all) {
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(CHECKS).allMatch(check -> owners(check) == 1);
                    assertThat(IntStream.of(all).mapToLong(this::owned)).allMatch(count -> count > 100);
                });
    }

    @Test
    void leavesEveryCheckOneOwnerAndDividesAnewWhenItIsHealed() {
        Settings.Database database = Databases.postgres();
        List.of("a", "b", "c").forEach(name -> join(database, name, "same"));
        awaitDivided(0, 1, 2);

        DISCARD discard = new DISCARD().discardAll(true);
        members.get(2)
                .engine()
                .channel()
                .getProtocolStack()
                .insertProtocolInStack(
                        discard,
                        members.get(2).engine().channel().getProtocolStack().findProtocol(TCP.class),
                        ProtocolStack.Position.ABOVE);
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> members.get(0).engine().others().size() == 1
                        && members.get(2).engine().others().isEmpty());
        // While both sides claim, for a second at most a claim counts that has been outdone.
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(CHECKS).allMatch(check -> owners(check) == 1));
        discard.discardAll(false);

        await().atMost(Duration.ofSeconds(90))
                .until(() -> members.get(2).engine().others().size() == 2);
        awaitDivided(0, 1, 2);
    }

    @Test
    void leavesNothingToANodeWithAnotherConfiguration() {
        Settings.Database database = Databases.postgres();
        join(database, "a", "same");
        join(database, "b", "same");
        join(database, "c", "other");

        awaitDivided(0, 1);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(members.get(0).ownership().nodes())
                        .extracting(Node::name, Node::note)
                        .contains(org.assertj.core.groups.Tuple.tuple(
                                "c", "its configuration is other, and that of the others same")));
        assertThat(owned(2)).isZero();
    }
}
