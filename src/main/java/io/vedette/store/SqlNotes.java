package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.database.SqlConnections;
import io.vedette.state.SilenceRule;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is kept beside checks: silences, and values that all processes share. */
final class SqlNotes {

    private static final String PUT = "INSERT INTO vedette_silence (id, what, made, ends, reason, who)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET what = excluded.what, made = excluded.made,"
            + " ends = excluded.ends, reason = excluded.reason, who = excluded.who";

    private static final JsonMapper JSON = new JsonMapper();

    private final SqlConnections connections;

    SqlNotes(SqlConnections connections) {
        this.connections = connections;
    }

    List<SilenceRule> silences() {
        return connections.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT id, what, made, ends, reason, who FROM vedette_silence");
                    ResultSet rows = select.executeQuery()) {
                List<SilenceRule> silences = new ArrayList<>();
                while (rows.next()) {
                    silences.add(silence(rows));
                }
                return silences;
            }
        });
    }

    void put(SilenceRule silence) {
        connections.inTransaction(connection -> {
            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                put.setString(1, storable(silence.id()));
                put.setString(2, storable(what(silence)));
                put.setLong(3, silence.from().toEpochMilli());
                put.setLong(4, silence.until().toEpochMilli());
                put.setString(5, storable(silence.reason()));
                put.setString(6, storable(silence.by()));
                return put.executeUpdate();
            }
        });
    }

    void removeSilence(String id) {
        connections.inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM vedette_silence WHERE id = ?")) {
                delete.setString(1, storable(id));
                return delete.executeUpdate();
            }
        });
    }

    /** Of several that ask first at the same time one makes it. */
    String shared(String name, Supplier<String> first) {
        return connections.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO vedette_value (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING")) {
                insert.setString(1, storable(name));
                insert.setString(2, storable(first.get()));
                insert.executeUpdate();
            }
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT value FROM vedette_value WHERE name = ?")) {
                select.setString(1, storable(name));
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        });
    }

    private static SilenceRule silence(ResultSet row) throws SQLException {
        try {
            JsonNode what = JSON.readTree(row.getString("what"));
            return new SilenceRule(
                    row.getString("id"),
                    texts(what.path("checks")),
                    texts(what.path("groups")),
                    texts(what.path("tags")),
                    Instant.ofEpochMilli(row.getLong("made")),
                    Instant.ofEpochMilli(row.getLong("ends")),
                    row.getString("reason"),
                    row.getString("who"));
        } catch (JsonProcessingException e) {
            throw new SQLException("the silence " + row.getString("id") + " is no JSON", e);
        }
    }

    private static String what(SilenceRule silence) {
        ObjectNode what = JSON.createObjectNode();
        put(what.putArray("checks"), silence.checks());
        put(what.putArray("groups"), silence.groups());
        put(what.putArray("tags"), silence.tags());
        return what.toString();
    }

    private static void put(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
