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
 * The part of Vedette's own health that says whether alerts are handed over. A target that refuses them is tried again: that is the
 * target's trouble. A target is stuck if it may be tried and is not, because its route hangs or is gone.
 */
public final class StuckOutbox {

    /** The name of this part. */
    public static final String NAME = "vedette-outbox";

    /** Longer than a sender may take, and until another one may replace it. */
    static final Duration PATIENCE =
            Delivery.LONGEST_SENDING.plus(Delivery.LEASE).plusMinutes(1);

    /**
     * The alerts that wait for a target.
     *
     * @param oldest when the oldest was decided; empty if none waits
     * @param opened since when the target may be tried
     */
    record Line(String target, int waiting, Optional<Instant> oldest, Instant opened) {

        static Line of(Targets.Target target, Store store) {
            Instant opened = Stream.of(Optional.of(target.since()), target.lastDelivered(), target.notBefore())
                    .flatMap(Optional::stream)
                    .max(Instant::compareTo)
                    .orElseThrow();
            return new Line(target.name(), store.waiting(target.name()), store.oldestWaiting(target.name()), opened);
        }

        /** Returns how long an alert has waited without a try. */
        Duration idle(Instant now) {
            return oldest.map(at -> Duration.between(at.isAfter(opened) ? at : opened, now))
                    .orElse(Duration.ZERO);
        }
    }

    private StuckOutbox() {}

    /** @param groupWindow how long alerts wait for others on purpose */
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
