package io.vedette.probe.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Durations;
import io.vedette.config.values.MaskedUrl;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.BoundedLookup;
import io.vedette.probe.Deadline;
import io.vedette.probe.Lookup;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Probe;
import io.vedette.probe.Rows;
import io.vedette.probe.Unreached;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Runs a query on a connection of its own, which only reads, and reads its rows. The hosts of the URL are judged by {@code
 * vedette.probe.allow} and {@code .deny} before the driver, which looks them up by itself, connects.
 *
 * <p>Parameters: {@code url} (JDBC) and {@code query}, required; {@code username}, {@code password}.
 */
public final class SqlProbe implements Probe {

    private static final int MOST_ROWS = 1_000;
    /** How many rows a driver takes at a time, which by itself may take all. */
    private static final int FETCHED = 100;

    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int MOST_BYTES = 4 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NO_ROWS = {'[', ']'};
    /** By SQL:2016, part 2: what begins so is a login that is refused, or something in the query that is not there. */
    private static final List<String> MISTAKES = List.of("28", "3D", "42");

    private static final int MILLIS = 1_000;
    /** What SQLite calls everything that it has no other number for. */
    private static final int SQLITE_ERROR = 1;

    private final String url;
    private final Properties login;
    private final String query;
    private final Duration timeout;
    private final Lookup lookup;

    private SqlProbe(String url, Properties login, String query, Duration timeout, Lookup lookup) {
        this.url = url;
        this.login = login;
        this.query = query;
        this.timeout = timeout;
        this.lookup = lookup;
    }

    /** Reads the parameters; what is wrong is noted there. */
    public static Optional<Probe> read(Parameters parameters, Duration timeout, Lookup lookup) {
        String url = parameters.required("url");
        String query = parameters.required("query");
        Properties login = new Properties();
        parameters.text("username").ifPresent(user -> login.setProperty("user", user));
        parameters.text("password").ifPresent(password -> login.setProperty("password", password));
        if (url.isEmpty() || query.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> complaint = SqlDrivers.complaint(url);
        complaint.ifPresent(wrong -> parameters.problem("url", wrong));
        if (complaint.isPresent()) {
            return Optional.empty();
        }
        if (url.startsWith("jdbc:postgresql:")) {
            login.setProperty("ApplicationName", "vedette");
        }
        Properties limits = SqlLimits.of(url, timeout, MOST_BYTES);
        login.putAll(limits);
        return Optional.of(new SqlProbe(SqlLimits.without(limits, url), login, query, timeout, lookup));
    }

    @Override
    public Answer ask(Attempt attempt) throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        try {
            judgeHosts(deadline);
            try (Connection connection = DriverManager.getConnection(url, login)) {
                attempt.onCancel(() -> end(connection));
                readOnly(connection);
                return rows(connection, attempt, deadline);
            }
        } catch (Unreached e) {
            return e.trouble();
        } catch (SQLException e) {
            return SqlLimits.isTooMuch(e) ? new Rows(NO_ROWS, true) : trouble(e, attempt, deadline);
        } catch (IOException e) {
            return new Trouble(Kind.UNREACHABLE, "the rows cannot be read: " + e.getMessage());
        }
    }

    private void judgeHosts(Deadline deadline) throws Unreached, InterruptedException {
        List<String> hosts = SqlHosts.of(url);
        if (hosts.isEmpty() && lookup.forbidsSome()) {
            throw new Unreached(
                    Kind.MISCONFIGURED,
                    "which host the url leads to cannot be told, so that vedette.probe.allow and .deny cannot be kept");
        }
        for (String host : lookup.forbidsSome() ? hosts : List.<String>of()) {
            BoundedLookup.addresses(lookup.allOrNone(), host, deadline);
        }
    }

    private static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // It is closed, or the driver knows no such thing; its own time limit ends it then.
            Thread.yield();
        }
    }

    /** A database that knows such a thing changes nothing whatever the query says; PostgreSQL within a transaction alone. */
    private void readOnly(Connection connection) throws SQLException {
        if (SqlDrivers.onlyNotesReadOnly(url)) {
            try (Statement said = connection.createStatement()) {
                said.execute("SET SESSION TRANSACTION READ ONLY");
            }
        }
        connection.setAutoCommit(false);
        try {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            // SQLite knows it from opening alone, where it was said already.
            Thread.yield();
        }
    }

    private Answer rows(Connection connection, Attempt attempt, Deadline deadline) throws SQLException, IOException {
        if (SqlDrivers.tellsNoStates(url)) {
            compile(connection);
        }
        try (RunningStatement running = new RunningStatement(connection)) {
            if (SqlDrivers.endsStatementsAlone(url)) {
                attempt.onCancel(running::cancel);
            }
            Statement statement = running.statement();
            statement.setMaxRows(MOST_ROWS + 1);
            statement.setMaxFieldSize(LONGEST_TEXT);
            statement.setFetchSize(FETCHED);
            statement.setQueryTimeout(Math.max(1, deadline.millisFor(1) / MILLIS));
            if (attempt.isCancelled()) {
                throw new SQLTimeoutException(); // What has not begun cannot be cut short.
            }
            if (!statement.execute(query)) {
                return new Trouble(Kind.MISCONFIGURED, "the query gives no rows: it is no SELECT");
            }
            try (ResultSet found = statement.getResultSet()) {
                return read(found);
            }
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    /** What does not become a statement is a mistake of the query; what fails later, under the same number, need not be. */
    private void compile(Connection connection) throws SQLException {
        try (PreparedStatement compiled = connection.prepareStatement(query)) {
            compiled.clearParameters();
        } catch (SQLException e) {
            throw e.getErrorCode() == SQLITE_ERROR ? new SQLSyntaxErrorException(e.getMessage(), e) : e;
        }
    }

    private static Answer read(ResultSet found) throws SQLException, IOException {
        ResultSetMetaData columns = found.getMetaData();
        ArrayNode rows = JSON.createArrayNode();
        long size = 0;
        while (found.next()) {
            if (rows.size() == MOST_ROWS || size > MOST_BYTES) {
                return new Rows(JSON.writeValueAsBytes(rows), true);
            }
            ObjectNode row = rows.addObject();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                size += put(row, columns.getColumnLabel(i), found, i);
            }
        }
        return new Rows(JSON.writeValueAsBytes(rows), false);
    }

    /** Numbers and flags as such, all else as its text; returns about how much it is. */
    private static int put(ObjectNode row, String name, ResultSet found, int column) throws SQLException {
        Object value = found.getObject(column);
        if (value == null) {
            row.putNull(name);
            return name.length();
        }
        if (value instanceof Boolean flag) {
            row.put(name, flag);
        } else if (value instanceof Number) {
            String digits = value.toString();
            int size = name.length() + digits.length();
            if (digits.matches("[-+0-9.eE]+")) {
                row.put(name, new BigDecimal(digits));
            } else {
                row.put(name, digits); // NaN and the infinities.
            }
            return size;
        } else {
            String text = value instanceof byte[] ? "(binary)" : String.valueOf(found.getString(column));
            String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
            row.put(name, bounded);
            return name.length() + bounded.length();
        }
        return name.length() + Long.BYTES;
    }

    private static Trouble trouble(SQLException e, Attempt attempt, Deadline deadline) {
        NotAsked.unlessTheirs(e);
        String within = " within " + Durations.format(deadline.timeout());
        if (attempt.isCancelled()
                || e instanceof SQLTimeoutException
                || deadline.left().isZero()) {
            return new Trouble(Kind.TIMEOUT, "the database did not answer" + within);
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (state.startsWith("57014") || message.contains("timeout")) {
            return new Trouble(Kind.TIMEOUT, "the query did not end" + within);
        }
        boolean mistake =
                e instanceof SQLSyntaxErrorException || MISTAKES.stream().anyMatch(state::startsWith);
        return new Trouble(
                mistake ? Kind.MISCONFIGURED : Kind.UNREACHABLE,
                MaskedUrl.of(message) + (state.isEmpty() ? "" : " (SQL state " + state + ")"));
    }

    /** Returns the URL without what stands behind its path: drivers take passwords there. */
    @Override
    public String address() {
        return MaskedUrl.of(url.replaceFirst("[?;].*", ""));
    }
}
