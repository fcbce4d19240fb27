package io.vedette.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.cluster.Node;
import io.vedette.store.Databases;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TCP;
import org.jgroups.stack.ProtocolStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes of one process, whose network is cut while all reach the database. */
class PartitionTest {

    private static final List<String> CHECKS =
            IntStream.range(0, 10_000).mapToObj(number -> "check-" + number).toList();

    private Members members;

    @BeforeEach
    void start() {
        members = new Members(Databases.postgres());
    }

    @AfterEach
    void close() {
        members.close();
    }

    private long owned(int member) {
        return members.owned(member, CHECKS);
    }

    private void awaitDivided(int... all) {
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(CHECKS).allMatch(check -> members.owners(check).size() == 1);
                    double share = (double) CHECKS.size() / all.length;
                    assertThat(IntStream.of(all).mapToLong(this::owned))
                            .allMatch(count -> count > 0.9 * share && count < 1.1 * share);
                });
    }

    @Test
    void leavesEveryCheckOneOwnerAndDividesAnewWhenItIsHealed() {
        List.of("a", "b", "c").forEach(name -> members.join(name, "same"));
        awaitDivided(0, 1, 2);

        DISCARD discard = new DISCARD().discardAll(true);
        members.engine(2)
                .channel()
                .getProtocolStack()
                .insertProtocolInStack(
                        discard,
                        members.engine(2).channel().getProtocolStack().findProtocol(TCP.class),
                        ProtocolStack.Position.ABOVE);
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> members.engine(0).others().size() == 1
                        && members.engine(2).others().isEmpty());
        // While both sides claim, for a second at most a claim counts that has been outdone.
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(CHECKS)
                        .allMatch(check -> members.owners(check).size() == 1));
        discard.discardAll(false);

        await().atMost(Duration.ofSeconds(90))
                .until(() -> members.engine(2).others().size() == 2);
        awaitDivided(0, 1, 2);
    }

    @Test
    void leavesNothingToANodeWithAnotherConfiguration() {
        members.join("a", "same");
        members.join("b", "same");
        members.join("c", "other");

        awaitDivided(0, 1);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(members.seenBy(0))
                        .extracting(Node::name, Node::note)
                        .contains(org.assertj.core.groups.Tuple.tuple(
                                "c", "its configuration is other, and that of the others same")));
        assertThat(owned(2)).isZero();
    }
}
