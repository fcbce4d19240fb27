package io.vedette.history;

import static io.vedette.database.SqlText.storable;

import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private static final String NOTICES =
            "SELECT target, kind, at FROM vedette_notice WHERE check_id = ? AND began = ? ORDER BY at, target";

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
            for (Incident incident : incidents) {
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

    /** Returns incidents, the latest beginning first. */
    static List<Incident> find(
            Connection connection, Optional<Integer> check, Optional<Boolean> open, long before, int most)
            throws SQLException {
        String sql = SELECT
                + (check.isPresent() ? " AND i.check_id = ?" : "")
                + open.map(yes -> yes ? " AND i.ended IS NULL" : " AND i.ended IS NOT NULL")
                        .orElse("")
                + " ORDER BY i.began DESC, n.name DESC LIMIT ?";
        List<Incident> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                PreparedStatement notices = connection.prepareStatement(NOTICES)) {
            int next = 1;
            select.setLong(next++, before);
            if (check.isPresent()) {
                select.setInt(next++, check.get());
            }
            select.setInt(next, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows, notices));
                }
            }
        }
        return found;
    }

    private static Incident read(ResultSet row, PreparedStatement notices) throws SQLException {
        String check = row.getString(1);
        Instant from = Instant.ofEpochMilli(row.getLong(3));
        long ended = row.getLong(4);
        boolean open = row.wasNull();
        notices.setInt(1, row.getInt(2));
        notices.setLong(2, row.getLong(3));
        List<Incident.Notice> told = new ArrayList<>();
        try (ResultSet rows = notices.executeQuery()) {
            while (rows.next()) {
                told.add(new Incident.Notice(
                        rows.getString(1),
                        AlertKind.valueOf(rows.getString(2)),
                        Instant.ofEpochMilli(rows.getLong(3))));
            }
        }
        return new Incident(
                IncidentBook.id(check, from),
                check,
                from,
                open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                Health.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                told);
    }
}
