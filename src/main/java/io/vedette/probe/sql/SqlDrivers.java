package io.vedette.probe.sql;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which driver a JDBC URL needs, and whether it is there. */
final class SqlDrivers {

    private static final Pattern SCHEME = Pattern.compile("jdbc:([a-z0-9]+):.*", Pattern.CASE_INSENSITIVE);
    /** {@code jdbc:oracle:thin:scott/tiger@//host/service}; without them the {@code @} follows the second colon, or a slash. */
    private static final Pattern ORACLE_LOGIN =
            Pattern.compile("jdbc:oracle:\\w+:[^/@]+/.*@.*", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> ARTIFACTS = Map.of(
            "postgresql", "org.postgresql:postgresql",
            "sqlite", "org.xerial:sqlite-jdbc",
            "mysql", "com.mysql:mysql-connector-j",
            "mariadb", "org.mariadb.jdbc:mariadb-java-client",
            "sqlserver", "com.microsoft.sqlserver:mssql-jdbc",
            "oracle", "com.oracle.database.jdbc:ojdbc11",
            "db2", "com.ibm.db2:jcc",
            "h2", "com.h2database:h2",
            "clickhouse", "com.clickhouse:clickhouse-jdbc");

    private SqlDrivers() {}

    /** Returns whether cutting the connection ends nothing there: SQLite runs in this process, and only lets its statement be ended. */
    static boolean endsStatementsAlone(String url) {
        return url.startsWith("jdbc:sqlite:");
    }

    /** Returns whether its failures have no SQL state that tells a mistake of the query from trouble of the database. */
    static boolean tellsNoStates(String url) {
        return url.startsWith("jdbc:sqlite:");
    }

    /** Returns whether its driver keeps to itself that a connection is only to read. */
    static boolean onlyNotesReadOnly(String url) {
        return url.startsWith("jdbc:mariadb:");
    }

    /** Returns what is wrong with a URL, without showing it: it may hold a password. */
    static Optional<String> complaint(String url) {
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches()) {
            return Optional.of("is not a JDBC URL such as jdbc:postgresql://db.example.org/shop");
        }
        if (ORACLE_LOGIN.matcher(url).matches()) {
            return Optional.of("user and password belong in username and password, where they are not shown");
        }
        try {
            DriverManager.getDriver(url);
            return Optional.empty();
        } catch (SQLException e) {
            String kind = scheme.group(1).toLowerCase(Locale.ROOT);
            return Optional.of("no driver on the class path takes jdbc:" + kind + ":"
                    + Optional.ofNullable(ARTIFACTS.get(kind))
                            .map(artifact -> "; put the jar of " + artifact
                                    + " there (java -cp \"vedette.jar:lib/*\" io.vedette.App)")
                            .orElse(""));
        }
    }
}
