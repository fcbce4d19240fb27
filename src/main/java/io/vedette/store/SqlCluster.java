package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.cluster.ClusterDatabase;
import io.vedette.cluster.Node;
import io.vedette.cluster.Signal;
import io.vedette.database.SingleConnection;
import io.vedette.database.SqlDatabase;
import io.vedette.process.Loggers;
import io.vedette.rule.Text;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What nodes keep in a PostgreSQL database that they share. Whether a node lives is told by the clock of the database alone. */
final class SqlCluster implements ClusterDatabase {

    private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    /** A node that was not seen for so long is gone. */
    private static final long GONE_MILLIS = 5_000;

    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('vedette'), hashtext(?))";
    private static final String PURGE = "DELETE FROM vedette_node WHERE cluster = ? AND seen < " + NOW + " - ?";
    private static final String PURGE_MEMBERS = "DELETE FROM vedette_member m WHERE m.cluster = ? AND (m.name = ?"
            + " OR NOT EXISTS (SELECT 1 FROM vedette_node n WHERE n.cluster = m.cluster AND n.name = m.name))";
    private static final String COUNT_OTHERS = "SELECT count(*) FROM vedette_node WHERE cluster = ? AND name <> ?";
    private static final String FORGET_ONCE = "DELETE FROM vedette_once WHERE cluster = ?";
    private static final String ENTER =
            "INSERT INTO vedette_node (cluster, name, incarnation, version, since, checks, lag,"
                    + " configuration, online, note, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " + NOW
                    + ") ON CONFLICT (cluster, name)";
    private static final String TAKE_NAME =
            " DO UPDATE SET incarnation = excluded.incarnation, version = excluded.version,"
                    + " since = excluded.since, checks = excluded.checks, lag = excluded.lag,"
                    + " configuration = excluded.configuration, online = excluded.online, note = excluded.note,"
                    + " seen = excluded.seen";
    private static final String LIVE = "UPDATE vedette_node SET seen = " + NOW
            + ", checks = ?, lag = ?, configuration = ?, online = ?, note = ?"
            + " WHERE cluster = ? AND name = ? AND incarnation = ?";
    private static final String NODES = "SELECT name, version, since, checks, lag, configuration, online, note"
            + " FROM vedette_node WHERE cluster = ? AND seen > " + NOW + " - ? ORDER BY name";
    private static final String CLAIMS = "SELECT segment, node, epoch FROM vedette_claim WHERE cluster = ?";
    // In the order of segments, so that no two nodes deadlock. No epoch is one that a check knows already.
    private static final String CLAIM = "INSERT INTO vedette_claim (cluster, segment, node, epoch)"
            + " SELECT ?, s, ?, (SELECT coalesce(max(epoch), 0) + 1 FROM vedette_check) FROM unnest(?) AS s ORDER BY s"
            + " ON CONFLICT (cluster, segment) DO UPDATE SET node = excluded.node,"
            + " epoch = greatest(vedette_claim.epoch + 1, excluded.epoch) RETURNING segment, epoch";
    private static final String LEAVE = "DELETE FROM vedette_node WHERE cluster = ? AND name = ? AND incarnation = ?";
    private static final String LEAVE_MEMBERS = "DELETE FROM vedette_member WHERE cluster = ? AND name = ?";
    private static final String ONCE =
            "INSERT INTO vedette_once (cluster, what) VALUES (?, ?) ON CONFLICT (cluster, what) DO NOTHING";

    private static final String OTHER =
            "SELECT cluster FROM vedette_node WHERE cluster <> ? AND seen > " + NOW + " - ? ORDER BY cluster LIMIT 1";

    private final SqlDatabase database;
    private final SingleConnection connection;
    private final String cluster;
    private final String node;
    private final String incarnation;
    private final String channel;
    private final Clock clock;
    private boolean listens;
    private boolean saidStrange;

    /** @param incarnation identifies this process */
    SqlCluster(SqlDatabase database, String cluster, String node, String incarnation, Clock clock) {
        this.clock = clock;
        this.database = database;
        this.cluster = cluster;
        this.node = node;
        this.incarnation = incarnation;
        this.channel = SignalText.channel(cluster);
        this.connection = database.single();
    }

    @Override
    public boolean enter(Node me) {
        return connection.inTransaction(sql -> {
            execute(sql, ONE_AT_A_TIME, cluster);
            execute(sql, PURGE, cluster, GONE_MILLIS);
            execute(sql, PURGE_MEMBERS, cluster, node);
            boolean first = number(sql, COUNT_OTHERS, cluster, node) == 0;
            if (first) {
                execute(sql, FORGET_ONCE, cluster);
            }
            insert(sql, me, TAKE_NAME);
            return first;
        });
    }

    @Override
    public Look look(Node me) {
        return connection.with(sql -> {
            boolean replaced = execute(
                                    sql,
                                    LIVE,
                                    me.checks(),
                                    me.lagMillis(),
                                    me.configuration(),
                                    me.online() ? 1 : 0,
                                    storable(me.note()),
                                    cluster,
                                    node,
                                    incarnation)
                            == 0
                    && insert(sql, me, " DO NOTHING") == 0; // Else it was taken for gone, and is not.
            return new Look(rows(sql), claims(sql), replaced);
        });
    }

    @Override
    public Map<Integer, Long> claim(Collection<Integer> segments) {
        return connection.with(sql -> {
            Map<Integer, Long> claimed = new HashMap<>();
            Array wanted = sql.createArrayOf("integer", segments.toArray());
            try (PreparedStatement claim = prepared(sql, CLAIM, cluster, node, wanted);
                    ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    claimed.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return claimed;
        });
    }

    @Override
    public Heard heard(Duration wait) {
        boolean before = listens && connection.isOpen();
        return connection.with(sql -> {
            if (!before) {
                try (PreparedStatement listen = sql.prepareStatement("LISTEN " + channel)) {
                    listen.execute();
                }
                listens = true;
            }
            List<Signal> signals = new ArrayList<>();
            connection.notifications(wait).forEach(text -> read(text).ifPresent(signals::add));
            return new Heard(signals, before);
        });
    }

    /** Whoever may use the database may say anything on the channel. */
    private Optional<Signal> read(String text) {
        try {
            return SignalText.read(text, incarnation, clock.instant());
        } catch (IllegalArgumentException e) {
            if (!saidStrange) {
                saidStrange = true;
                Loggers.CLUSTER.warn(
                        "somebody else than a node notifies on {}, the channel of this cluster in the database; that is"
                                + " ignored, and said only now: {}",
                        channel,
                        Text.bounded(e.getMessage(), Text.MESSAGE));
            }
            return Optional.empty();
        }
    }

    @Override
    public void tell(List<Signal> signals) {
        connection.with(sql -> {
            try (PreparedStatement notify = sql.prepareStatement(SignalText.NOTIFY)) {
                for (Signal signal : signals) {
                    Optional<String> text = SignalText.write(signal, incarnation, clock.instant());
                    if (text.isPresent()) {
                        notify.setString(1, channel);
                        notify.setString(2, text.get());
                        notify.execute();
                    }
                }
            }
            return true;
        });
    }

    @Override
    public boolean isFirst(String what) {
        return database.connections().inTransaction(sql -> execute(sql, ONCE, cluster, storable(what)) == 1);
    }

    @Override
    public void leave() {
        connection.with(sql -> {
            execute(sql, LEAVE, cluster, node, incarnation);
            return execute(sql, LEAVE_MEMBERS, cluster, node);
        });
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Returns another cluster whose nodes live in the same tables, if there is one. */
    static Optional<String> other(Connection sql, String than) throws SQLException {
        try (PreparedStatement select = prepared(sql, OTHER, than, GONE_MILLIS);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    private int insert(Connection sql, Node me, String onConflict) throws SQLException {
        return execute(
                sql,
                ENTER + onConflict,
                cluster,
                node,
                incarnation,
                me.version(),
                me.since().toEpochMilli(),
                me.checks(),
                me.lagMillis(),
                me.configuration(),
                me.online() ? 1 : 0,
                storable(me.note()));
    }

    private List<Node> rows(Connection sql) throws SQLException {
        List<Node> found = new ArrayList<>();
        try (PreparedStatement select = prepared(sql, NODES, cluster, GONE_MILLIS);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Node(
                        rows.getString(1),
                        rows.getString(2),
                        Instant.ofEpochMilli(rows.getLong(3)),
                        rows.getInt(4),
                        rows.getLong(5),
                        rows.getString(6),
                        rows.getInt(7) == 1,
                        true,
                        false,
                        rows.getString(8)));
            }
        }
        return found;
    }

    private Map<Integer, Claim> claims(Connection sql) throws SQLException {
        Map<Integer, Claim> found = new HashMap<>();
        try (PreparedStatement select = prepared(sql, CLAIMS, cluster);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getInt(1), new Claim(rows.getString(2), rows.getLong(3)));
            }
        }
        return found;
    }

    private static PreparedStatement prepared(Connection sql, String text, Object... values) throws SQLException {
        PreparedStatement statement = sql.prepareStatement(text);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** Returns how many rows it changed; 0 for a query. */
    private static int execute(Connection sql, String text, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, text, values)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    private static long number(Connection sql, String text, Object... values) throws SQLException {
        try (PreparedStatement select = prepared(sql, text, values);
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
