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
import java.util.stream.Stream;
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

    /** Whoever is to tell it may die before, or hand the target over: what waits must not go with it. */
    @Test
    void areToldByWhoComesToNotifyTheTargetAndOnce() {
        ofSlack.observe("a", Status.ERROR);
        giveUp();
        other.notifiesOnly("slack"::equals);
        one.notifiesOnly("mail"::equals);

        ofSlack.hear("mail");

        Digest digest = ofSlack.delivery.next("mail").orElseThrow();
        assertThat(digest.announcement()).startsWith("Target slack has not accepted alerts");
        ofSlack.delivery.mark("mail", digest, Optional.empty(), Map.of());
        carry();

        one.notifiesOnly("slack"::equals);
        other.notifiesOnly("mail"::equals);
        assertThat(announcement()).as("it was told").isEmpty();
    }

    @Test
    void areToldOfTheNextOutageThoughAnotherNodeFoundThatTheTargetIsBack() {
        NodeAmongOthers third = new NodeAmongOthers();
        Core ofThird = core(third, "slack");
        ofSlack.observe("a", Status.ERROR);
        giveUp(ofThird);
        assertThat(announcement()).isPresent();

        ofThird.delivery.mark("slack", Digest.announcing("hello"), Optional.empty(), Map.of());
        carry(third, ofSlack, ofMail);
        clock.forward(Checks.ERROR_INTERVAL);
        ofSlack.observe("a", Status.ERROR);
        giveUp();

        assertThat(announcement()).as("the next outage").isPresent();
    }

    private void giveUp(Core... others) {
        clock.forward(MAX_AGE);
        Digest digest = ofSlack.delivery.next("slack").orElseThrow();
        ofSlack.delivery.mark("slack", digest, Optional.of(new IOException("no route to host")), Map.of());
        Stream.of(others).forEach(core -> hear(one, core));
        carry();
    }

    private void accept() {
        clock.forward(Duration.ofMinutes(6));
        ofSlack.observe("a", Status.ERROR);
        ofSlack.hear("slack");
    }

    private void carry() {
        carry(one, ofMail);
    }

    private static void carry(NodeAmongOthers from, Core... to) {
        Stream.of(to).forEach(core -> hear(from, core));
        from.told().clear();
    }

    private static void hear(NodeAmongOthers from, Core to) {
        from.told().forEach(signal -> {
            if (signal instanceof Signal.Notice notice) {
                to.delivery.heard(notice);
            }
        });
    }

    private Optional<String> announcement() {
        Optional<Digest> digest = ofMail.delivery.next("mail");
        digest.ifPresent(found -> ofMail.delivery.mark("mail", found, Optional.empty(), Map.of()));
        return digest.map(Digest::announcement);
    }
}
