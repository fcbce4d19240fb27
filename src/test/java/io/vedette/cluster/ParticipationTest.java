package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a node takes part in the division, though its engine cannot always do what it is told. */
class ParticipationTest {

    private static final Node ME = new Node("a", "1", Instant.EPOCH, 0, 0, "same", true, true, true, "");
    private static final ClusterDatabase.Look ALONE = new ClusterDatabase.Look(List.of(ME), Map.of(), false);

    private final UnsteadyEngine engine = new UnsteadyEngine();
    private final Participation participation = new Participation("a", engine);

    @AfterEach
    void close() {
        participation.close();
    }

    @Test
    void joinsWithALaterLookWhenItCouldNot() {
        engine.fails = 2;

        await().until(() -> {
            participation.decide(ALONE, ME);
            return engine.tried.get() >= 3;
        });
        await().untilAsserted(() -> assertThat(engine.done).containsExactly(true));

        participation.decide(ALONE, ME);
        participation.without(true);
        await().untilAsserted(() -> assertThat(engine.done).as("once each").containsExactly(true, false));
    }

    @Test
    void changesNothingOnceItIsClosed() {
        participation.close();

        participation.decide(ALONE, ME);

        assertThat(engine.tried).hasValue(0);
    }
}
