package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.alert.AlertJson;
import io.vedette.database.SqlText;
import io.vedette.rule.Status;
import io.vedette.state.Acknowledgement;
import io.vedette.state.CheckState;
import io.vedette.state.Flapping;
import io.vedette.state.Health;
import io.vedette.state.LastNotified;
import io.vedette.state.Pause;
import io.vedette.state.Silence;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores and reads states and entries as rows. */
final class SqlRows {

    /** The columns of a state, in the order in which {@link #bindState} fills them. */
    static final String STATE =
            "health, since, previous, cause, candidate, counted, silent_until, silent_reason, changes, flapping,"
                    + " silent_by, problem_since, awake_since, paused_since, paused_until, paused_reason, paused_by,"
                    + " taken_at, taken_health, taken_reason, taken_by";
    /** A parameter for each column of {@link #STATE}. */
    static final String STATE_VALUES = "?" + ", ?".repeat(STATE.split(",").length - 1);
    /** The columns of an entry, in the order in which {@link #bindEntry} fills them. */
    static final String ENTRY =
            "told_health, told_problem_at, alert, alert_at, claimed_until, told_flapping, owed_since, in_doubt,"
                    + " told_taken_at, reference";
    /** A parameter for each of them. */
    static final String ENTRY_VALUES = "?" + ", ?".repeat(ENTRY.split(",").length - 1);

    /** Selects states with their entries, a row for each entry or one for a check without; in one statement, so that they agree. */
    static final String SELECT =
            "SELECT c.name, c.version, c.health, c.since, c.previous, c.cause, c.candidate, c.counted,"
                    + " c.silent_until, c.silent_reason, c.changes, c.flapping,"
                    + " c.silent_by, c.problem_since, c.awake_since,"
                    + " c.paused_since, c.paused_until, c.paused_reason, c.paused_by,"
                    + " c.taken_at, c.taken_health, c.taken_reason, c.taken_by,"
                    + " o.target, o.told_health, o.told_problem_at, o.alert, o.claimed_until, o.told_flapping,"
                    + " o.owed_since, o.in_doubt, o.told_taken_at, o.reference"
                    + " FROM vedette_check c LEFT JOIN vedette_outbox o ON o.check_name = c.name";

    private SqlRows() {}

    /** Returns so many parameters. */
    static String parameters(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    /** Sets the parameters from the first on to names. */
    static void bindNames(PreparedStatement statement, Collection<String> names) throws SQLException {
        int at = 1;
        for (String name : names) {
            statement.setString(at++, SqlText.storable(name));
        }
    }

    /** Sets the parameters of {@link #STATE} from {@code first} on; returns the number of the next one. */
    static int bindState(PreparedStatement statement, int first, CheckState state) throws SQLException {
        int at = first;
        statement.setString(at++, state.health().name());
        statement.setLong(at++, state.since().toEpochMilli());
        statement.setString(at++, state.previous().name());
        statement.setString(at++, state.cause().map(VerdictJson::write).orElse(null));
        statement.setString(at++, state.candidate().map(Enum::name).orElse(null));
        statement.setInt(at++, state.counted());
        setTime(statement, at++, state.silence().map(Silence::until));
        statement.setString(
                at++,
                state.silence().map(Silence::reason).map(SqlText::storable).orElse(null));
        statement.setString(
                at++,
                state.flapping().changes().stream()
                        .map(change -> String.valueOf(change.toEpochMilli()))
                        .collect(Collectors.joining(",")));
        statement.setInt(at++, state.flapping().on() ? 1 : 0);
        statement.setString(
                at++, state.silence().map(Silence::by).map(SqlText::storable).orElse(null));
        setTime(statement, at++, state.problemSince());
        setTime(statement, at++, state.awakeSince());
        setTime(statement, at++, state.pause().map(Pause::since));
        setTime(statement, at++, state.pause().flatMap(Pause::until));
        statement.setString(
                at++, state.pause().map(Pause::reason).map(SqlText::storable).orElse(null));
        statement.setString(
                at++, state.pause().map(Pause::by).map(SqlText::storable).orElse(null));
        Optional<Acknowledgement> taken = state.acknowledgement();
        setTime(statement, at++, taken.map(Acknowledgement::at));
        statement.setString(at++, taken.map(one -> one.health().name()).orElse(null));
        statement.setString(
                at++, taken.map(Acknowledgement::reason).map(SqlText::storable).orElse(null));
        statement.setString(
                at++, taken.map(Acknowledgement::by).map(SqlText::storable).orElse(null));
        return at;
    }

    /**
     * Reads the rows of {@link #SELECT}; the rows of one check must follow each other.
     *
     * @param name the name of the check that was queried, as the stored one may have been changed by {@link SqlText#storable}; empty
     *     for all checks
     */
    static List<CheckRecord> records(ResultSet rows, Optional<String> name) throws SQLException {
        List<CheckRecord> records = new ArrayList<>();
        while (rows.next()) {
            String check = name.orElse(rows.getString("name"));
            Map<String, OutboxEntry> entries = new HashMap<>();
            CheckRecord last = records.isEmpty() ? null : records.get(records.size() - 1);
            boolean more = last != null && last.check().equals(check);
            if (more) {
                entries.putAll(last.entries());
            }
            String target = rows.getString("target");
            if (target != null) {
                entries.put(target, entry(rows));
            }
            if (more) {
                records.set(records.size() - 1, new CheckRecord(check, last.version(), last.state(), entries));
            } else {
                records.add(new CheckRecord(check, rows.getLong("version"), state(rows), entries));
            }
        }
        return records;
    }

    private static CheckState state(ResultSet row) throws SQLException {
        Optional<Instant> silentUntil = time(row, "silent_until");
        String silentReason = row.getString("silent_reason");
        String silentBy = Objects.requireNonNullElse(row.getString("silent_by"), "");
        return new CheckState(
                Health.valueOf(row.getString("health")),
                Instant.ofEpochMilli(row.getLong("since")),
                Health.valueOf(row.getString("previous")),
                Optional.ofNullable(row.getString("cause")).map(VerdictJson::read),
                Optional.ofNullable(row.getString("candidate")).map(Status::valueOf),
                row.getInt("counted"),
                silentUntil.map(until -> new Silence(until, silentReason, silentBy)),
                new Flapping(times(row.getString("changes")), row.getInt("flapping") == 1),
                time(row, "problem_since"),
                time(row, "awake_since"),
                pause(row),
                acknowledgement(row));
    }

    private static Optional<Acknowledgement> acknowledgement(ResultSet row) throws SQLException {
        Optional<Instant> at = time(row, "taken_at");
        String health = row.getString("taken_health");
        String reason = Objects.requireNonNullElse(row.getString("taken_reason"), "");
        String by = Objects.requireNonNullElse(row.getString("taken_by"), "");
        return at.map(moment -> new Acknowledgement(moment, Health.valueOf(health), reason, by));
    }

    private static Optional<Pause> pause(ResultSet row) throws SQLException {
        Optional<Instant> until = time(row, "paused_until");
        String reason = Objects.requireNonNullElse(row.getString("paused_reason"), "");
        String by = Objects.requireNonNullElse(row.getString("paused_by"), "");
        return time(row, "paused_since").map(since -> new Pause(since, until, reason, by));
    }

    /** Sets the parameters of {@link #ENTRY} from {@code first} on. */
    static void bindEntry(PreparedStatement statement, int first, OutboxEntry entry) throws SQLException {
        Optional<Alert> alert = entry.waiting();
        statement.setString(first, entry.lastNotified().health().name());
        setTime(statement, first + 1, entry.lastNotified().problemAt());
        statement.setString(first + 2, alert.map(AlertJson::write).orElse(null));
        setTime(statement, first + 3, alert.map(Alert::at));
        setTime(statement, first + 4, entry.claimedUntil());
        statement.setInt(first + 5, entry.lastNotified().flapping() ? 1 : 0);
        setTime(statement, first + 6, entry.owedSince());
        statement.setInt(first + 7, entry.inDoubt() ? 1 : 0);
        setTime(statement, first + 8, entry.lastNotified().acknowledgedAt());
        statement.setString(first + 9, SqlText.storable(entry.lastNotified().reference()));
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(
                new LastNotified(
                        Health.valueOf(row.getString("told_health")),
                        time(row, "told_problem_at"),
                        row.getInt("told_flapping") == 1,
                        time(row, "told_taken_at"),
                        Objects.requireNonNullElse(row.getString("reference"), "")),
                Optional.ofNullable(row.getString("alert")).map(AlertJson::readAlert),
                time(row, "claimed_until"),
                time(row, "owed_since"),
                row.getInt("in_doubt") == 1);
    }

    private static List<Instant> times(String list) {
        return Stream.of(list.split(","))
                .filter(time -> !time.isEmpty())
                .map(time -> Instant.ofEpochMilli(Long.parseLong(time)))
                .toList();
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static void setTime(PreparedStatement statement, int at, Optional<Instant> time) throws SQLException {
        if (time.isPresent()) {
            statement.setLong(at, time.get().toEpochMilli());
        } else {
            statement.setNull(at, Types.BIGINT);
        }
    }
}
