package io.vedette.camel;

import io.vedette.cluster.Ownership;
import io.vedette.cluster.Signal;
import io.vedette.deliver.Delivery;
import io.vedette.deliver.TargetsAmongNodes;
import io.vedette.evaluate.SharedRecords;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.kind.HeartbeatProbe;
import io.vedette.state.Health;
import java.time.Clock;

/** Does what other nodes ask of this one, and takes over what they had. */
final class OtherNodes {

    private final Watchlist watchlist;
    private final HeartbeatBook heartbeats;
    private final RememberedCalls calls;
    private final Delivery delivery;
    private final TargetsAmongNodes targets;
    private final Ownership ownership;
    private final Clock clock;

    OtherNodes(
            Watchlist watchlist,
            HeartbeatBook heartbeats,
            RememberedCalls calls,
            Delivery delivery,
            TargetsAmongNodes targets,
            Ownership ownership,
            Clock clock) {
        this.calls = calls;
        this.watchlist = watchlist;
        this.heartbeats = heartbeats;
        this.delivery = delivery;
        this.targets = targets;
        this.ownership = ownership;
        this.clock = clock;
    }

    void follow(SharedRecords records) {
        records.onSignal(this::heard);
        records.onTakeover(this::takeOver);
    }

    private void takeOver(Watched watched) {
        String name = watched.check().name();
        if (watched.probe().filter(HeartbeatProbe.class::isInstance).isPresent()) {
            calls.note(name); // This node may have missed some.
        }
        heartbeats.takeOver(name, clock.instant());
    }

    private void heard(Signal signal) {
        if (signal instanceof Signal.Run run) {
            watchlist
                    .find(run.check())
                    .filter(watched -> ownership.asks(run.check()))
                    .ifPresent(Watched::askAgain);
        } else if (signal instanceof Signal.Started started) {
            watchlist.find(started.check()).ifPresent(watched -> heartbeats.started(started.check(), started.at()));
        } else if (signal instanceof Signal.Beat beat) {
            watchlist.find(beat.check()).ifPresent(watched -> heard(beat, watched));
        } else if (signal instanceof Signal.Notice notice) {
            delivery.heard(notice);
        } else if (signal instanceof Signal.TargetHealth health) {
            targets.heard(health);
        }
    }

    /** Noted on every node, so that whoever takes over knows of it. */
    private void heard(Signal.Beat beat, Watched watched) {
        boolean isFirst = heartbeats.last(beat.check()).isEmpty();
        heartbeats.beat(beat.check(), beat.at(), beat.failed(), beat.message());
        boolean matters = beat.failed() || isFirst || watched.record().state().health() != Health.OK;
        if (matters && ownership.asks(beat.check()) && !watched.runAfterwards()) {
            watched.askAgain();
        }
    }
}
