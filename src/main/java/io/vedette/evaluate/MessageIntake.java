package io.vedette.evaluate;

import io.vedette.cluster.Ownership;
import io.vedette.cluster.Signal;
import io.vedette.config.values.Durations;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.process.Loggers;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.Transition;
import io.vedette.store.NotDecided;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Takes the verdicts on messages that nobody sends again: what cannot be taken now is taken as soon as it can be, and what another
 * node decides about is handed to that one. Safe for several threads.
 */
final class MessageIntake {

    /** More do not wait; the oldest are dropped. */
    private static final int MOST = 1_000;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Watchlist watchlist;
    private final Store store;
    private final Clock clock;
    private final VerdictIntake intake;
    private final Deque<Message> waiting = new ArrayDeque<>();

    /** @param counted whether it was counted, though it was not taken */
    private record Message(String check, Observation observation, Verdict verdict, Instant since, boolean counted) {}

    MessageIntake(Watchlist watchlist, Store store, Clock clock, VerdictIntake intake) {
        this.watchlist = watchlist;
        this.store = store;
        this.clock = clock;
        this.intake = intake;
    }

    Transition take(Watched watched, Observation observation, Verdict verdict) {
        Message message = new Message(watched.check().name(), observation, verdict, clock.instant(), false);
        Optional<Transition> taken = taken(watched, message);
        CheckState state = watched.record().state();
        return taken.orElseGet(() -> new Transition(state, state, Transition.Why.UNCHANGED));
    }

    /** Takes what another node was sent, if it was meant for this one. */
    void heard(Signal.Observed told) {
        Optional<Watched> watched = watchlist.find(told.check());
        if (watched.isPresent() && told.node().equals(store.ownership().node())) {
            Answer elsewhere = new Answer.Trouble(Answer.Trouble.Kind.UNREACHABLE, "");
            watched.get().heard(clock.instant());
            keep(new Message(
                    told.check(),
                    new Observation(told.at(), told.took(), elsewhere),
                    told.verdict(),
                    clock.instant(),
                    false));
        }
    }

    /** Takes what has waited, until something has to wait on: that may have taken seconds, and comes last the next time. */
    void tick() {
        int before = size();
        for (int i = 0; i < before; i++) {
            Optional<Message> next = next();
            Optional<Watched> watched = next.flatMap(message -> watchlist.find(message.check()));
            if (watched.isPresent() && taken(watched.get(), next.get()).isEmpty()) {
                return;
            }
        }
    }

    /** Returns what became of it; empty while it waits. */
    private Optional<Transition> taken(Watched watched, Message message) {
        Ownership ownership = store.ownership();
        CheckState state = watched.record().state();
        boolean counted = message.counted();
        if (intake.isMine(watched)) {
            counted = true;
            try {
                return Optional.of(
                        intake.takeNow(watched, message.observation(), message.verdict(), !message.counted()));
            } catch (NotDecided e) {
                Loggers.CHECK.info("check {}: a message waits: {}", message.check(), e.getMessage());
            }
        }
        Optional<String> other = ownership.nodeOf(message.check()).filter(node -> !node.equals(ownership.node()));
        if (other.isPresent()) {
            ownership.tell(new Signal.Observed(
                    other.get(),
                    message.check(),
                    message.observation().at(),
                    message.observation().took(),
                    message.verdict()));
            return Optional.of(new Transition(state, state, Transition.Why.UNCHANGED));
        }
        keep(new Message(message.check(), message.observation(), message.verdict(), message.since(), counted));
        return Optional.empty();
    }

    private synchronized void keep(Message message) {
        waiting.addLast(message);
        Instant now = clock.instant();
        while (waiting.size() > MOST
                || !waiting.isEmpty()
                        && !now.isBefore(waiting.getFirst().since().plus(LONGEST))) {
            Message lost = waiting.removeFirst();
            Loggers.CHECK.warn(
                    "check {}: a message of {} is lost: it could not be taken for {}",
                    lost.check(),
                    lost.observation().at(),
                    Durations.format(Duration.between(lost.since(), now)));
        }
    }

    private synchronized int size() {
        return waiting.size();
    }

    private synchronized Optional<Message> next() {
        return Optional.ofNullable(waiting.pollFirst());
    }
}
