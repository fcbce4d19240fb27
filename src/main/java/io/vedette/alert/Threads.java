package io.vedette.alert;

import io.vedette.state.AlertKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides a digest by the messages that its alerts answer: a recovery and an acknowledgement answer that of their problem. All else
 * begins something new, together.
 */
final class Threads {

    /** Where more would be answered, all is one new message: a storm must not become a storm of answers. */
    static final int MOST_ANSWERS = 5;

    private Threads() {}

    /**
     * Returns the digests by the reference of what each answers, in the order of their first alerts; that of the new has none.
     * An announcement is new.
     */
    static Map<String, Digest> of(Digest digest) {
        Map<String, List<Alert>> divided = new LinkedHashMap<>();
        digest.alerts()
                .forEach(alert -> divided.computeIfAbsent(answered(alert), reference -> new ArrayList<>())
                        .add(alert));
        long answers = divided.keySet().stream()
                .filter(reference -> !reference.isEmpty())
                .count();
        if (divided.isEmpty() || answers > MOST_ANSWERS) {
            return Map.of("", digest);
        }
        Map<String, Digest> threads = new LinkedHashMap<>();
        divided.forEach((reference, alerts) -> threads.put(reference, Digest.of(alerts)));
        return threads;
    }

    private static String answered(Alert alert) {
        boolean follows = alert.kind() == AlertKind.RECOVERY || alert.kind() == AlertKind.ACKNOWLEDGED;
        return follows ? alert.reference() : "";
    }
}
