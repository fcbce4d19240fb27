package io.vedette.history;

import static io.vedette.database.SqlText.storable;

import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import io.vedette.state.IncidentId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stores and reads incidents as rows. */
final class SqlIncidents {

    private static final String SELECT = "SELECT n.name, i.check_id, i.began, i.ended, i.health, i.reason, i.message"
            + " FROM vedette_incident i JOIN vedette_name n ON n.id = i.check_id WHERE i.began < ?";
    private static final String PUT = "INSERT INTO vedette_incident (check_id, began, ended, health, reason, message)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (check_id, began) DO UPDATE SET"
            + " ended = coalesce(excluded.ended, vedette_incident.ended), health = excluded.health,"
            + " reason = excluded.reason, message = excluded.message";
    /** A check has at most one open incident: one that others left open ended when this one began. */
    private static final String END_OTHERS = "UPDATE vedette_incident SET ended = CASE WHEN began > ? THEN began ELSE ?"
            + " END WHERE check_id = ? AND ended IS NULL AND began <> ?";

    private static final String NOTE = "INSERT INTO vedette_notice (check_id, began, at, target, kind)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String NOTICES = "SELECT check_id, began, target, kind, at FROM vedette_notice"
            + " WHERE (check_id, began) IN (VALUES %s) ORDER BY at, target";

    /** The notices of so many incidents are read at once. */
    private static final int AT_ONCE = 200;

    private SqlIncidents() {}

    /** Writes an incident; an end or a notice that others wrote stays. */
    static void put(Connection connection, int id, Incident incident) throws SQLException {
        put(connection, List.of(incident), Map.of(incident.check(), id));
    }

    /** Writes several incidents in as many round trips as one would take. */
    static void put(Connection connection, Collection<Incident> incidents, Map<String, Integer> ids)
            throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END_OTHERS);
                PreparedStatement put = connection.prepareStatement(PUT);
                PreparedStatement note = connection.prepareStatement(NOTE)) {
            for (Incident incident : inOrder(incidents, ids)) {
                int id = ids.get(incident.check());
                long began = incident.from().toEpochMilli();
                if (incident.to().isEmpty()) {
                    bind(end, began, began, id, began);
                    end.addBatch();
                }
                put.setInt(1, id);
                put.setLong(2, began);
                if (incident.to().isPresent()) {
                    put.setLong(3, incident.to().get().toEpochMilli());
                } else {
                    put.setNull(3, Types.BIGINT);
                }
                put.setString(4, incident.health().name());
                put.setString(5, incident.reason());
                put.setString(6, storable(incident.message()));
                put.addBatch();
                for (Incident.Notice notice : incident.told()) {
                    note.setInt(1, id);
                    note.setLong(2, began);
                    note.setLong(3, notice.at().toEpochMilli());
                    note.setString(4, storable(notice.target()));
                    note.setString(5, notice.kind().name());
                    note.addBatch();
                }
            }
            end.executeBatch();
            put.executeBatch();
            note.executeBatch();
        }
    }

    /** Of one incident the owner of its check and the sender of its alerts write: in the same order they never deadlock. */
    private static List<Incident> inOrder(Collection<Incident> incidents, Map<String, Integer> ids) {
        return incidents.stream()
                .sorted(Comparator.comparing((Incident incident) -> ids.get(incident.check()))
                        .thenComparing(Incident::from))
                .toList();
    }

    /** Deletes the row of an incident whose beginning has changed. */
    static void remove(Connection connection, int id, Incident incident) throws SQLException {
        long began = incident.from().toEpochMilli();
        update(connection, "DELETE FROM vedette_notice WHERE check_id = ? AND began = ?", id, began);
        update(connection, "DELETE FROM vedette_incident WHERE check_id = ? AND began = ?", id, began);
    }

    private static void update(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, values);
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
    }

    /**
     * Returns incidents, the latest beginning first.
     *
     * @param checks only those of checks with these numbers; empty for all
     */
    static List<Incident> find(
            Connection connection, Collection<Integer> checks, Optional<Boolean> open, long before, int most)
            throws SQLException {
        String sql = SELECT
                + (checks.isEmpty() ? "" : " AND i.check_id IN " + HistoryQueries.listed(checks))
                + open.map(yes -> yes ? " AND i.ended IS NULL" : " AND i.ended IS NOT NULL")
                        .orElse("")
                + " ORDER BY i.began DESC, n.name DESC LIMIT ?";
        Map<Row, Incident> found = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, before);
            select.setInt(2, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(new Row(rows.getInt(2), rows.getLong(3)), read(rows));
                }
            }
        }
        List<Row> all = List.copyOf(found.keySet());
        for (int next = 0; next < all.size(); next += AT_ONCE) {
            notices(connection, all.subList(next, Math.min(all.size(), next + AT_ONCE)))
                    .forEach((row, told) -> found.computeIfPresent(row, (same, one) -> IncidentBook.with(one, told)));
        }
        return List.copyOf(found.values());
    }

    /** What an incident is known by. */
    private record Row(int check, long began) {}

    private static Map<Row, List<Incident.Notice>> notices(Connection connection, List<Row> incidents)
            throws SQLException {
        Map<Row, List<Incident.Notice>> found = new HashMap<>();
        String listed = incidents.stream()
                .map(one -> "(" + one.check() + ", " + one.began() + ")")
                .collect(Collectors.joining(", "));
        try (PreparedStatement select = connection.prepareStatement(String.format(Locale.ROOT, NOTICES, listed));
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.computeIfAbsent(new Row(rows.getInt(1), rows.getLong(2)), row -> new ArrayList<>())
                        .add(new Incident.Notice(
                                rows.getString(3),
                                AlertKind.valueOf(rows.getString(4)),
                                Instant.ofEpochMilli(rows.getLong(5))));
            }
        }
        return found;
    }

    private static Incident read(ResultSet row) throws SQLException {
        String check = row.getString(1);
        Instant from = Instant.ofEpochMilli(row.getLong(3));
        long ended = row.getLong(4);
        boolean open = row.wasNull();
        return new Incident(
                IncidentId.of(check, from),
                check,
                from,
                open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                Health.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                List.of());
    }
}
