package io.vedette.cluster.engine;

import io.vedette.cluster.Node;
import io.vedette.cluster.Ownership;
import io.vedette.cluster.SharedOwnership;
import io.vedette.cluster.Signal;
import io.vedette.config.settings.ClusterSettings;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Nodes of one process on one database that own checks and ask none. */
final class Members implements AutoCloseable {

    private final Settings.Database database;
    private final List<Member> members = new ArrayList<>();

    Members(Settings.Database database) {
        this.database = database;
    }

    private record Member(String name, Store store, InfinispanEngine engine, SharedOwnership ownership) {}

    /** Follows nothing: it is about who owns what. */
    private static final class Nobody implements Ownership.Follower {

        @Override
        public void gained(IntPredicate segments) {}

        @Override
        public void taken(IntPredicate segments) {}

        @Override
        public boolean heard(List<Signal> signals) {
            return true;
        }

        @Override
        public boolean missed() {
            return true;
        }
    }

    void join(String name, String configuration) {
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
        members.add(new Member(name, store, engine, ownership));
    }

    int size() {
        return members.size();
    }

    InfinispanEngine engine(int member) {
        return members.get(member).engine();
    }

    List<Node> seenBy(int member) {
        return members.get(member).ownership().nodes();
    }

    /** Returns the nodes that would ask a check now. */
    List<String> owners(String check) {
        return members.stream()
                .filter(member -> member.ownership().asks(check))
                .map(Member::name)
                .toList();
    }

    /** Returns how many of the checks a node would ask now. */
    long owned(int member, Collection<String> checks) {
        return checks.stream().filter(members.get(member).ownership()::asks).count();
    }

    /** One leaves in order. */
    void leave(int number) {
        Member member = members.remove(number);
        member.ownership().close();
        member.store().close();
    }

    @Override
    public void close() {
        while (!members.isEmpty()) {
            leave(members.size() - 1);
        }
    }
}
