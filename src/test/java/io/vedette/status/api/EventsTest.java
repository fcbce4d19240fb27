package io.vedette.status.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.status.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is kept of what happens, and who is told. */
class EventsTest {

    private final Room room = new Room();
    private final List<Events.Event> heard = new ArrayList<>();

    @Test
    void tellsAChangeOfState() throws Exception {
        room.watch("shop", "", false);
        room.events.join(OptionalLong.empty(), heard::add);

        room.observe("shop", Verdict.error(Reason.STALE, "line\nbreak"));
        room.observe("shop", Status.ERROR);
        room.observe("shop", Status.OK);

        assertThat(heard).hasSize(2);
        String[] lines = heard.get(0).frame().split("\n");
        assertThat(lines[0]).isEqualTo("id: " + heard.get(0).id());
        assertThat(lines[1]).isEqualTo("event: state");
        assertThat(Room.JSON.readTree(lines[2].substring("data: ".length())).toString())
                .isEqualTo(
                        "{\"check\":\"shop\",\"from\":\"pending\",\"to\":\"error\",\"why\":\"taken\",\"reason\":\"stale\","
                                + "\"message\":\"line break\",\"at\":\"2026-03-01T12:00:00.000Z\"}");
        assertThat(heard.get(1).id()).isEqualTo(heard.get(0).id() + 1);
    }

    @Test
    void tellsWhatWasMissed() {
        change(3);
        room.events.join(OptionalLong.of(0), heard::add);
        long last = newest();
        change(4);

        assertThat(room.events.join(OptionalLong.of(last), heard::add))
                .extracting(Events.Event::id)
                .containsExactly(last + 1, last + 2, last + 3, last + 4);
        assertThat(room.events.join(OptionalLong.of(last + 4), heard::add)).isEmpty();
    }

    @Test
    void saysWhenWhatWasMissedIsNotKept() {
        change(1);
        long first = newest();
        change(Events.KEPT);

        assertThat(room.events.join(OptionalLong.of(first), heard::add)).hasSize(Events.KEPT);
        assertThat(room.events.join(OptionalLong.of(first - 1), heard::add))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.frame()).isEqualTo("id: " + newest() + "\nevent: reset\ndata: {}\n\n"));
    }

    @Test
    void takesNoIdOfAnotherRunForItsOwn() {
        change(5);
        long before = newest();
        room.clock.forward(Duration.ofSeconds(1));
        Events restarted = new Events(room.clock);

        assertThat(restarted.join(OptionalLong.of(before), heard::add).get(0).frame())
                .contains("event: reset");
        assertThat(restarted
                        .join(OptionalLong.of(Long.MAX_VALUE), heard::add)
                        .get(0)
                        .frame())
                .contains("event: reset");
    }

    @Test
    void tellsOfATargetWhoseStateChanged() {
        room.targets.add("slack");
        room.watch("shop", "", false);
        room.events.look(room.targets);
        room.observe("shop", Status.ERROR);
        room.events.join(OptionalLong.empty(), heard::add);

        room.events.look(room.targets);
        room.deliver("slack", Optional.of(new IllegalStateException("status 500")));
        room.events.look(room.targets);
        room.events.look(room.targets);

        assertThat(heard)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.frame())
                                .contains(
                                        "event: target\ndata: {\"name\":\"slack\",\"state\":\"failing\",\"error\":\"status 500\""));
    }

    @Test
    void tellsNobodyWhoLeft() {
        java.util.function.Consumer<Events.Event> listener = heard::add;
        room.events.join(OptionalLong.empty(), listener);
        room.events.leave(listener);

        change(1);

        assertThat(heard).isEmpty();
    }

    private long newest() {
        List<Events.Event> reset = room.events.join(OptionalLong.of(0), event -> {});
        return reset.get(0).id();
    }

    private void change(int times) {
        if (room.watchlist.size() == 0) {
            room.watch("changing", "", false);
        }
        for (int i = 0; i < times; i++) {
            boolean well = room.watched("changing").record().state().health() == io.vedette.state.Health.OK;
            room.observe("changing", well ? Status.ERROR : Status.OK);
        }
    }
}
