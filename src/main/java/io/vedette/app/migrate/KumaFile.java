package io.vedette.app.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Uptime Kuma has stored: the database {@code kuma.db} of versions 1 and 2, of which a copy is read with its journal, or the JSON
 * backup of version 1.
 *
 * @param links the notifications of each monitor
 * @param windows the maintenances of each monitor
 * @param published the monitors on a status page
 * @param domains those whose registration it knows the end of
 */
record KumaFile(
        List<KumaRow> monitors,
        List<KumaRow> notifications,
        Map<String, Set<String>> links,
        Map<String, List<String>> tags,
        Map<String, KumaRow> proxies,
        Map<String, List<KumaRow>> windows,
        Set<String> published,
        List<Integer> expiryDays,
        Set<String> domains,
        List<Integer> domainDays) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 64 << 20;
    private static final byte[] MAGIC = "SQLite format 3".getBytes(StandardCharsets.US_ASCII);

    private static KumaFile empty() {
        return new KumaFile(
                new ArrayList<>(),
                new ArrayList<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashSet<>(),
                new ArrayList<>(),
                new HashSet<>(),
                new ArrayList<>());
    }

    /** @throws IOException with a message for the operator when it is neither */
    static KumaFile read(Path file) throws IOException {
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(MAGIC.length);
        }
        return java.util.Arrays.equals(begin, MAGIC) ? ofDatabase(file) : ofBackup(file);
    }

    private static KumaFile ofBackup(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("is larger than 64 MiB, and no database of Uptime Kuma");
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException("is neither Uptime Kuma's database nor its JSON backup");
        }
        if (!root.path("monitorList").isArray()) {
            throw new IOException("is not a backup of Uptime Kuma: it has no monitorList");
        }
        KumaFile found = empty();
        root.path("notificationList").forEach(one -> found.notifications.add(new KumaRow(one)));
        root.path("proxyList").forEach(one -> found.proxies.put(one.path("id").asText(), new KumaRow(one)));
        for (JsonNode monitor : root.path("monitorList")) {
            KumaRow row = new KumaRow(monitor);
            found.monitors.add(row);
            Set<String> links = found.links.computeIfAbsent(row.text("id"), none -> new HashSet<>());
            monitor.path("notificationIDList").fields().forEachRemaining(link -> {
                if (link.getValue().asBoolean()) {
                    links.add(link.getKey());
                }
            });
            row.rows("tags").forEach(tag -> found.tag(row.text("id"), tag));
        }
        return found;
    }

    private void tag(String monitor, KumaRow tag) {
        String value = tag.text("value");
        tags.computeIfAbsent(monitor, none -> new ArrayList<>())
                .add(tag.text("name") + (value.isEmpty() ? "" : "=" + value));
    }

    private static KumaFile ofDatabase(Path file) throws IOException {
        try (ScratchFolder copy = ScratchFolder.create()) {
            for (String ending : List.of("", "-wal", "-shm")) {
                Path part = file.resolveSibling(file.getFileName() + ending);
                if (Files.exists(part)) {
                    Files.copy(part, copy.path().resolve("kuma.db" + ending));
                }
            }
            try (Connection connection =
                    DriverManager.getConnection("jdbc:sqlite:" + copy.path().resolve("kuma.db"))) {
                return ofTables(connection);
            }
        } catch (SQLException e) {
            throw new IOException("cannot be read as Uptime Kuma's database: " + e.getMessage(), e);
        } catch (FileSystemException e) {
            throw new IOException(
                    "cannot be copied to be read: " + Causes.message(e) + "; -Djava.io.tmpdir names another folder", e);
        }
    }

    private static KumaFile ofTables(Connection connection) throws SQLException {
        KumaFile found = empty();
        found.monitors.addAll(rows(connection, "SELECT * FROM monitor ORDER BY id"));
        found.notifications.addAll(rows(connection, "SELECT * FROM notification ORDER BY id"));
        for (KumaRow link : rows(connection, "SELECT * FROM monitor_notification")) {
            found.links
                    .computeIfAbsent(link.text("monitor_id"), none -> new HashSet<>())
                    .add(link.text("notification_id"));
        }
        String tags = "SELECT m.monitor_id, m.value, t.name FROM monitor_tag m JOIN tag t ON t.id = m.tag_id";
        rows(connection, tags).forEach(tag -> found.tag(tag.text("monitor_id"), tag));
        rows(connection, "SELECT * FROM proxy").forEach(proxy -> found.proxies.put(proxy.text("id"), proxy));
        Map<String, KumaRow> maintenances = new HashMap<>();
        rows(connection, "SELECT * FROM maintenance").forEach(one -> maintenances.put(one.text("id"), one));
        for (KumaRow link : rows(connection, "SELECT * FROM monitor_maintenance")) {
            KumaRow window = maintenances.get(link.text("maintenance_id"));
            if (window != null) {
                found.windows
                        .computeIfAbsent(link.text("monitor_id"), none -> new ArrayList<>())
                        .add(window);
            }
        }
        rows(connection, "SELECT * FROM monitor_group").forEach(one -> found.published.add(one.text("monitor_id")));
        days(connection, "tlsExpiryNotifyDays", found.expiryDays);
        days(connection, "domainExpiryNotifyDays", found.domainDays);
        rows(connection, "SELECT * FROM domain_expiry").stream()
                .filter(one ->
                        !one.text("domain").isEmpty() && !one.text("expiry").isEmpty())
                .forEach(one -> found.domains.add(one.text("domain")));
        return found;
    }

    private static void days(Connection connection, String setting, List<Integer> days) throws SQLException {
        rows(connection, "SELECT value FROM setting WHERE key = '" + setting + "'")
                .forEach(one -> one.node("value").forEach(day -> days.add(day.asInt())));
    }

    /** Returns whether a check of such an address could be made here. */
    static boolean hasDriver(String url) {
        try {
            return DriverManager.getDriver(url) != null;
        } catch (SQLException e) {
            return false; // Nobody takes it.
        }
    }

    /** Returns nothing of a table that an older version did not have. */
    private static List<KumaRow> rows(Connection connection, String query) throws SQLException {
        String table = query.replaceFirst("(?s).*? FROM (\\w+).*", "$1");
        try (ResultSet there = connection.getMetaData().getTables(null, null, table, null)) {
            if (!there.next()) {
                return List.of();
            }
        }
        List<KumaRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                ObjectNode row = JSON.createObjectNode();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnLabel(i), result.getString(i));
                }
                rows.add(new KumaRow(row));
            }
        }
        return rows;
    }
}
