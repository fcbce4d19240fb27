package io.vedette.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.store.Databases;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How evenly the engine divides, and how little changes hands when one of many nodes leaves: real ones in one process, with their claims. */
@Tag("long")
class ShareTest {

    private Members members;
    private List<String> checks;

    @BeforeEach
    void start() {
        members = new Members(Databases.postgres());
    }

    @AfterEach
    void close() {
        members.close();
    }

    @Test
    void givesEachOfTwentyNodesItsShareAndMovesLittleWhenOneLeaves() {
        among(20, 100_000);
    }

    private void among(int nodes, int count) {
        checks = IntStream.range(0, count).mapToObj(number -> "check-" + number).toList();
        IntStream.range(0, nodes).forEach(number -> members.join("node-" + number, "same"));
        awaitShares();

        Map<String, String> before = owners();
        String left = "node-" + nodes / 2;
        members.leave(nodes / 2);
        awaitShares();

        Map<String, String> after = owners();
        List<String> ofOthers =
                checks.stream().filter(check -> !before.get(check).equals(left)).toList();
        long moved = ofOthers.stream()
                .filter(check -> !after.get(check).equals(before.get(check)))
                .count();
        System.out.println("when one of " + nodes + " left, " + moved + " of the other nodes' " + ofOthers.size()
                + " checks changed hands");
        assertThat(moved).isLessThan(ofOthers.size() / 10);
    }

    /** Each check has one owner, and no node a tenth more or less than its share. */
    private void awaitShares() {
        double share = (double) checks.size() / members.size();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(IntStream.range(0, members.size()).mapToObj(member -> members.owned(member, checks)))
                            .allSatisfy(owned -> assertThat(owned.doubleValue()).isBetween(0.9 * share, 1.1 * share));
                    assertThat(checks).allMatch(check -> members.owners(check).size() == 1);
                });
        System.out.println(members.size() + " nodes, " + checks.size() + " checks: "
                + IntStream.range(0, members.size())
                        .mapToLong(member -> members.owned(member, checks))
                        .summaryStatistics());
    }

    private Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        checks.forEach(check -> owners.put(check, members.owners(check).get(0)));
        return owners;
    }
}
