package io.vedette.evaluate;

import io.vedette.alert.Alert;
import io.vedette.process.Loggers;
import io.vedette.state.AlertKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Those who listen to alerts, and what they were told of each check, so that they hear once of a problem and once of its end: a target
 * that was slow to take the problem is sent its end later than the others. Safe for several threads.
 */
final class ToldAlerts {

    private final List<Consumer<Alert>> listeners = new CopyOnWriteArrayList<>();
    private final Map<List<Object>, List<Object>> last = new ConcurrentHashMap<>();

    void listen(Consumer<Alert> listener) {
        listeners.add(listener);
    }

    /** Logs what was decided at once, for all targets, and tells it. */
    void tell(List<Reconciler.News> decided) {
        decided.forEach(news -> Loggers.ALERT.info(
                "alert for {}: {} {} ({})",
                news.target(),
                news.alert().kind().code(),
                news.alert().check(),
                news.why()));
        if (listeners.isEmpty()) {
            return;
        }
        Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        decided.stream()
                .map(Reconciler.News::alert)
                .filter(alert -> kinds.add(alert.kind()) && isNew(alert))
                .forEach(alert -> listeners.forEach(listener -> listener.accept(alert)));
    }

    /** Whether an alert says what nobody was told yet. A reminder always does. */
    private boolean isNew(Alert alert) {
        if (alert.kind() != AlertKind.PROBLEM && alert.kind() != AlertKind.RECOVERY) {
            return true;
        }
        List<Object> what = List.of(alert.to(), alert.since(), alert.reason(), alert.problemSince());
        return !what.equals(last.put(List.of(alert.check(), alert.kind()), what));
    }

    /** Forgets a check that is watched no more. */
    void forget(String check) {
        last.keySet().removeIf(key -> key.get(0).equals(check));
    }
}
