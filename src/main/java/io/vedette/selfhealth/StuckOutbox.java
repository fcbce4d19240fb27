package io.vedette.selfhealth;

import io.vedette.deliver.Delivery;
import io.vedette.deliver.OutageNotices;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of Vedette's own health that says whether alerts are handed over. A target that refuses them is tried again and
 * again: that is its own trouble. Stuck is one that may be tried and is not, because its route hangs or is gone.
 */
public final class StuckOutbox {

    /** What this part is called. */
    public static final String NAME = "vedette-outbox";

    /** After whatever a sender may take, and until another may take its place. */
    static final Duration PATIENCE =
            Delivery.LONGEST_SENDING.plus(Delivery.LEASE).plusMinutes(1);

    /**
     * What waits for a target.
     *
     * @param oldest when the oldest of it was decided; empty when nothing waits
     * @param opened since when it may be tried
     */
    record Line(String target, int waiting, Optional<Instant> oldest, Instant opened) {

        static Line of(Targets.Target target, Store store) {
            Instant opened = Stream.of(Optional.of(target.since()), target.lastDelivered(), target.notBefore())
                    .flatMap(Optional::stream)
                    .max(Instant::compareTo)
                    .orElseThrow();
            return new Line(target.name(), store.waiting(target.name()), store.oldestWaiting(target.name()), opened);
        }

        /** Returns for how long something has waited that nobody tried to send. */
        Duration idle(Instant now) {
            return oldest.map(at -> Duration.between(at.isAfter(opened) ? at : opened, now))
                    .orElse(Duration.ZERO);
        }
    }

    private StuckOutbox() {}

    /** @param groupWindow how long alerts wait for others by intention */
    public static SelfHealth.Part look(Targets targets, Store store, Duration groupWindow, Instant now) {
        return judge(targets.all().stream().map(target -> Line.of(target, store)), groupWindow, now);
    }

    static SelfHealth.Part judge(Stream<Line> lines, Duration groupWindow, Instant now) {
        List<String> stuck = new ArrayList<>();
        int waiting = 0;
        for (Line line : lines.toList()) {
            waiting += line.waiting();
            if (line.idle(now).compareTo(PATIENCE.plus(groupWindow)) > 0) {
                stuck.add(line.target() + " (" + line.waiting() + " waiting, nothing tried for "
                        + OutageNotices.span(line.idle(now)) + ")");
            }
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("waiting", waiting);
        data.put("stuck", stuck.size());
        return stuck.isEmpty()
                ? SelfHealth.Part.up(NAME, data)
                : SelfHealth.Part.down(NAME, "alerts are not handed over to " + String.join(", ", stuck), data);
    }
}
