package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.database.SqlConnections;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of watched jobs in the database. */
final class SqlCalls implements KeptCalls {

    private static final String KEEP = "INSERT INTO vedette_call (name, kind, at, event, exit_code, ran, text)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name, kind) DO UPDATE SET at = excluded.at,"
            + " event = excluded.event, exit_code = excluded.exit_code, ran = excluded.ran, text = excluded.text"
            + " WHERE vedette_call.at <= excluded.at OR vedette_call.at > ?";
    private static final String SELECT = "SELECT name, kind, at, event, exit_code, ran, text FROM vedette_call WHERE ";

    private static final String START = "start";
    private static final String END = "end";
    private static final String OUTPUT = "output";
    private static final String FAIL = "fail";

    private final SqlConnections connections;

    SqlCalls(SqlConnections connections) {
        this.connections = connections;
    }

    @Override
    public boolean keep(Collection<JobCalls> calls, Instant now) {
        if (calls.isEmpty()) {
            return true;
        }
        connections.inTransaction(connection -> {
            try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
                keep.setLong(8, now.toEpochMilli());
                for (JobCalls one : calls) {
                    if (one.started().isPresent()) {
                        add(keep, one.check(), START, one.started().get(), START, "");
                    }
                    if (one.ended().isPresent()) {
                        JobCalls.Ended end = one.ended().get();
                        setLong(keep, 5, end.exit().map(Integer::longValue));
                        setLong(keep, 6, end.ran().map(Duration::toMillis));
                        add(keep, one.check(), END, end.at(), end.failed() ? FAIL : "success", end.message());
                    }
                    if (one.output().isPresent()) {
                        JobCalls.Output said = one.output().get();
                        add(keep, one.check(), OUTPUT, said.at(), said.event(), said.text());
                    }
                }
                return keep.executeBatch();
            }
        });
        return true;
    }

    private static void add(PreparedStatement keep, String check, String kind, Instant at, String event, String text)
            throws SQLException {
        keep.setString(1, storable(check));
        keep.setString(2, kind);
        keep.setLong(3, at.toEpochMilli());
        keep.setString(4, event);
        if (!kind.equals(END)) {
            setLong(keep, 5, Optional.empty());
            setLong(keep, 6, Optional.empty());
        }
        keep.setString(7, storable(text));
        keep.addBatch();
    }

    private static void setLong(PreparedStatement statement, int index, Optional<Long> value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(index, value.get());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }

    @Override
    public Optional<JobCalls> find(String check) {
        return connections.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + "name = ?")) {
                select.setString(1, storable(check));
                return read(select).stream().findFirst();
            }
        });
    }

    @Override
    public List<JobCalls> all() {
        return connections.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + "kind <> '" + OUTPUT + "'")) {
                return read(select);
            }
        });
    }

    private static List<JobCalls> read(PreparedStatement select) throws SQLException {
        Map<String, JobCalls> calls = new LinkedHashMap<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String check = rows.getString("name");
                JobCalls known = calls.getOrDefault(
                        check, new JobCalls(check, Optional.empty(), Optional.empty(), Optional.empty()));
                calls.put(check, with(known, rows));
            }
        }
        return List.copyOf(calls.values());
    }

    private static JobCalls with(JobCalls known, ResultSet row) throws SQLException {
        Instant at = Instant.ofEpochMilli(row.getLong("at"));
        String event = row.getString("event");
        String text = row.getString("text");
        return switch (row.getString("kind")) {
            case START -> new JobCalls(known.check(), Optional.of(at), known.ended(), known.output());
            case END -> {
                Optional<Integer> exit = number(row, "exit_code").map(Long::intValue);
                Optional<Duration> ran = number(row, "ran").map(Duration::ofMillis);
                JobCalls.Ended ended = new JobCalls.Ended(at, event.equals(FAIL), exit, text, ran);
                yield new JobCalls(known.check(), known.started(), Optional.of(ended), known.output());
            }
            case OUTPUT ->
                new JobCalls(
                        known.check(),
                        known.started(),
                        known.ended(),
                        Optional.of(new JobCalls.Output(at, event, text)));
            default -> known;
        };
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
