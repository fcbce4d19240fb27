package io.vedette.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.cluster.NodeAmongOthers;
import io.vedette.cluster.Signal;
import io.vedette.target.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One node notifies a target, another one shows how it is doing and takes it over. */
class TargetsAmongNodesTest {

    private final TestClock clock = new TestClock();
    private final NodeAmongOthers one = new NodeAmongOthers();
    private final NodeAmongOthers other = new NodeAmongOthers();
    private final TestClock otherClock = new TestClock();
    private final Targets ofOne = targets(clock);
    private final Targets ofOther = targets(otherClock);
    private final TargetsAmongNodes atOne = shared(ofOne, one, clock, true);
    private final TargetsAmongNodes atOther = shared(ofOther, other, otherClock, false);

    private static Targets targets(TestClock clock) {
        Targets targets = new Targets(clock, new Random(1));
        targets.add("slack");
        return targets;
    }

    private static TargetsAmongNodes shared(Targets targets, NodeAmongOthers node, TestClock clock, boolean notifies) {
        node.notifiesOnly(target -> notifies);
        TargetsAmongNodes shared = new TargetsAmongNodes(targets, node, clock);
        shared.start();
        return shared;
    }

    private void forward(Duration time) {
        clock.forward(time);
        otherClock.forward(time);
    }

    private void carry() {
        List<Signal> told = List.copyOf(one.told());
        one.told().clear();
        told.forEach(signal -> atOther.heard((Signal.TargetHealth) signal));
        assertThat(other.told()).isEmpty();
    }

    @Test
    void areTheSame() {
        ofOne.failed("slack", "no route to host", Optional.empty(), true);
        forward(Duration.ofSeconds(1));
        ofOne.failed("slack", "invalid_auth", Optional.of(Duration.ofMinutes(1)), true);
        carry();
        assertThat(ofOther.all()).isEqualTo(ofOne.all());
        assertThat(ofOther.isOpen("slack")).isFalse();

        ofOne.divided("slack", "x".repeat(10_000), Optional.empty());
        carry();
        assertThat(ofOther.all().get(0).error()).hasSize(500);

        ofOne.delivered("slack");
        ofOne.gaveUp("slack", 3);
        carry();
        assertThat(ofOther.all()).isEqualTo(ofOne.all());
        assertThat(ofOther.counts().of("slack").delivered()).isZero();
        assertThat(ofOne.counts().of("slack").givenUp()).isEqualTo(3);
    }

    @Test
    void areToldAgainToThoseThatMissedIt() {
        ofOne.failed("slack", "no route to host", Optional.empty(), false);
        one.told().clear();

        atOne.tellAll();
        carry();

        assertThat(ofOther.all()).isEqualTo(ofOne.all());
    }

    @Test
    void continueWhereTheOtherNodeWas() {
        ofOne.failed("slack", "no route to host", Optional.empty(), false);
        ofOne.failed("slack", "no route to host", Optional.empty(), false);
        List<Signal> late = List.copyOf(one.told());
        carry();
        one.notifiesOnly(target -> false);
        other.notifiesOnly(target -> true);

        forward(Duration.ofMinutes(1));
        ofOther.failed("slack", "connection refused", Optional.empty(), false);
        late.forEach(signal -> atOther.heard((Signal.TargetHealth) signal));

        assertThat(ofOther.all().get(0).failuresInARow()).isEqualTo(3);
        assertThat(ofOther.all().get(0).error()).isEqualTo("connection refused");
        assertThat(ofOther.all().get(0).failingSince())
                .isEqualTo(ofOne.all().get(0).failingSince());
        other.told().forEach(signal -> atOne.heard((Signal.TargetHealth) signal));
        assertThat(ofOne.all()).isEqualTo(ofOther.all());
    }

    /** Else a node whose clock is behind would not try the target for an hour when it comes to notify it. */
    @Test
    void areKnownByTheClockOfEach() {
        clock.forward(Duration.ofHours(1));
        ofOne.failed("slack", "no route to host", Optional.of(Duration.ofSeconds(30)), false);
        carry();

        Targets.Target known = ofOther.all().get(0);
        assertThat(known.failingSince()).contains(otherClock.instant());
        assertThat(known.notBefore()).contains(otherClock.instant().plusSeconds(30));
        otherClock.forward(Duration.ofSeconds(31));
        assertThat(ofOther.isOpen("slack")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "null",
                "[]",
                "{\"inARow\":-1}",
                "{\"delivered\":-5}",
                "{\"notBefore\":9223372036854775807}",
                "{\"lastDelivered\":-9223372036854775808}"
            })
    void stayAsTheyAreWhereWhatIsToldMakesNoSense(String text) {
        List<Targets.Target> before = ofOther.all();

        atOther.heard(new Signal.TargetHealth("slack", text));
        atOther.heard(new Signal.TargetHealth("unknown", text));

        assertThat(ofOther.all()).isEqualTo(before);
    }
}
