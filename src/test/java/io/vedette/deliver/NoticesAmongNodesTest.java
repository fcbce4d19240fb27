package io.vedette.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Digest;
import io.vedette.cluster.NodeAmongOthers;
import io.vedette.cluster.Signal;
import io.vedette.contract.Checks;
import io.vedette.evaluate.Core;
import io.vedette.rule.Status;
import io.vedette.store.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One node notifies a target that does not accept alerts, another one the target that is told of it. */
class NoticesAmongNodesTest {

    private static final Duration MAX_AGE = Duration.ofDays(3);

    private final TestClock clock = new TestClock();
    private final NodeAmongOthers one = new NodeAmongOthers();
    private final NodeAmongOthers other = new NodeAmongOthers();
    private final Core ofSlack = core(one, "slack");
    private final Core ofMail = core(other, "mail");

    private Core core(NodeAmongOthers node, String target) {
        MemoryStore store = new MemoryStore();
        store.share(node);
        node.notifiesOnly(target::equals);
        Core core = new Core(clock, store, Duration.ZERO);
        core.targets.add("slack");
        core.targets.add("mail");
        core.watch(Checks.named("a"));
        return core;
    }

    @Test
    void tellsOfEveryOutageOnce() {
        ofSlack.observe("a", Status.ERROR);
        giveUp();
        assertThat(announcement())
                .hasValueSatisfying(text -> assertThat(text).startsWith("Target slack has not accepted alerts for 3d"));
        ofSlack.observe("a", Status.ERROR);
        giveUp();
        assertThat(announcement()).as("the same outage").isEmpty();

        accept();
        assertThat(one.told()).as("that it is back").hasSize(1);
        carry();
        accept();
        assertThat(one.told()).as("the others know").isEmpty();
        clock.forward(Checks.ERROR_INTERVAL);
        ofSlack.observe("a", Status.ERROR);
        giveUp();

        assertThat(announcement()).as("the next outage").isPresent();
    }

    private void giveUp() {
        clock.forward(MAX_AGE);
        Digest digest = ofSlack.delivery.next("slack").orElseThrow();
        ofSlack.delivery.mark("slack", digest, Optional.of(new IOException("no route to host")), Map.of());
        carry();
    }

    private void accept() {
        clock.forward(Duration.ofMinutes(6));
        ofSlack.observe("a", Status.ERROR);
        ofSlack.hear("slack");
    }

    private void carry() {
        one.told().forEach(signal -> {
            if (signal instanceof Signal.Notice notice) {
                ofMail.delivery.heard(notice);
            }
        });
        one.told().clear();
    }

    private Optional<String> announcement() {
        Optional<Digest> digest = ofMail.delivery.next("mail");
        digest.ifPresent(found -> ofMail.delivery.mark("mail", found, Optional.empty(), Map.of()));
        return digest.map(Digest::announcement);
    }
}
