package io.vedette.dashboard;

import io.vedette.alert.Alert;
import io.vedette.config.settings.Settings;
import io.vedette.history.Recorder;
import io.vedette.history.Result;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.LastNotified;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Writes into a database what an installation has seen before it is started, as if it had been running all the time. */
final class Past implements AutoCloseable {

    private static final int DAYS = 90;
    private static final Duration TOLD_AFTER = Duration.ofSeconds(11);

    private final Store store;
    private final Recorder recorder;
    private final Instant now;
    private final Random random = new Random(1);

    private final int hours;

    Past(Path file, Instant now) throws IOException {
        this(file, now, DAYS);
    }

    /** @param days so many of them it has been watched */
    Past(Path file, Instant now, int days) throws IOException {
        this.hours = 24 * days;
        Files.createDirectories(file.getParent());
        this.now = now;
        store = Stores.of(
                new Settings.Database("jdbc:sqlite:" + file, Optional.empty(), Optional.empty()),
                Settings.History.STANDARD,
                Clock.systemUTC());
        store.open();
        recorder = store.recorder();
    }

    /** Ninety days of answers that took about so long; one in so many hours had an error. It is well since its last one. */
    Past answers(String check, int millis, int hoursPerError) {
        results(check, millis, hoursPerError, 0, Status.OK);
        Instant since = now.minus(Duration.ofHours(30 + random.nextInt(1000)));
        CheckState well =
                new CheckState(Health.OK, since, Health.ERROR, Optional.of(Verdict.ok()), Optional.empty(), 0);
        store.commit(new CheckRecord(check, 1, well, Map.of()));
        return this;
    }

    /** The same for a check that is in trouble since so many minutes; the targets were told, and are to be reminded. */
    Past trouble(String check, int millis, int minutes, Verdict verdict, String... targets) {
        results(check, millis, 700, minutes, verdict.status());
        Instant since = now.minus(Duration.ofMinutes(minutes));
        CheckState bad = began(check, since, verdict, targets);
        Map<String, OutboxEntry> entries = new HashMap<>();
        for (String target : targets) {
            LastNotified told = new LastNotified(bad.health(), Optional.of(since.plus(TOLD_AFTER)));
            entries.put(target, new OutboxEntry(told, Optional.empty(), Optional.empty()));
        }
        store.commit(new CheckRecord(check, 1, bad, entries));
        return this;
    }

    /** Every hour, of the last day every five minutes, of the last two hours every minute. */
    private void results(String check, int millis, int hoursPerError, int troubled, Status trouble) {
        int step = 60;
        for (int minute = hours * 60; minute > 0; minute -= step) {
            step = minute <= 120 ? 1 : minute <= 24 * 60 ? 5 : 60;
            boolean failed = step == 60 && random.nextInt(hoursPerError) == 0;
            Status well = failed ? Status.ERROR : Status.OK;
            result(check, now.minus(Duration.ofMinutes(minute)), minute <= troubled ? trouble : well, millis);
        }
    }

    /** An incident that is over. */
    Past incident(String check, Duration ago, Duration lasted, Verdict verdict, String... targets) {
        Instant since = now.minus(ago);
        CheckState bad = began(check, since, verdict, targets);
        CheckState well = new CheckState(
                Health.OK, since.plus(lasted), bad.health(), Optional.of(Verdict.ok()), Optional.empty(), 0);
        recorder.changed(check, new Transition(bad, well, Transition.Why.TAKEN));
        for (String target : targets) {
            told(check, target, AlertKind.RECOVERY, bad, since.plus(lasted).plus(TOLD_AFTER));
        }
        return this;
    }

    private CheckState began(String check, Instant since, Verdict verdict, String... targets) {
        CheckState well = new CheckState(
                Health.OK, now.minus(Duration.ofDays(90)), Health.PENDING, Optional.empty(), Optional.empty(), 0);
        Health health = verdict.status() == Status.ERROR ? Health.ERROR : Health.DEGRADED;
        CheckState bad = new CheckState(health, since, Health.OK, Optional.of(verdict), Optional.empty(), 0);
        recorder.changed(check, new Transition(well, bad, Transition.Why.TAKEN));
        for (String target : targets) {
            told(check, target, AlertKind.PROBLEM, bad, since.plus(TOLD_AFTER));
        }
        return bad;
    }

    private void told(String check, String target, AlertKind kind, CheckState of, Instant at) {
        Health to = kind == AlertKind.RECOVERY ? Health.OK : of.health();
        recorder.delivered(
                target,
                new Alert(
                        UUID.nameUUIDFromBytes((check + target + at).getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        kind,
                        check,
                        "",
                        List.of(),
                        "",
                        of.health(),
                        to,
                        "",
                        "",
                        "",
                        "",
                        at,
                        of.since(),
                        List.of(),
                        1),
                at);
    }

    private void result(String check, Instant at, Status status, int millis) {
        int took = (int) (millis * (0.7 + 0.6 * random.nextDouble() + (random.nextInt(25) == 0 ? 1.5 : 0)));
        recorder.result(new Result(check, at, status, Duration.ofMillis(took), "", ""));
    }

    /** Writes all of it. */
    @Override
    public void close() {
        store.close();
    }
}
