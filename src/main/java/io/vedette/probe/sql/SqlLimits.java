package io.vedette.probe.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What keeps a driver from waiting longer than a check, and from taking more than it reads: each has names of its own for it. */
final class SqlLimits {

    private SqlLimits() {}

    /**
     * Returns the properties of a connection.
     *
     * @param most how many bytes are read of all rows
     */
    static Properties of(String url, Duration timeout, int most) {
        String seconds = String.valueOf(Math.max(1, timeout.toSeconds()));
        String millis = String.valueOf(Math.max(1, timeout.toMillis()));
        String bytes = String.valueOf(2L * most); // A driver counts in another way; what is within the limit comes.
        Properties limits = new Properties();
        if (url.startsWith("jdbc:postgresql:")) {
            limits.setProperty("connectTimeout", seconds);
            limits.setProperty("loginTimeout", seconds);
            limits.setProperty("socketTimeout", seconds);
            limits.setProperty("maxResultBuffer", bytes);
        } else if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
            limits.setProperty("connectTimeout", millis);
            limits.setProperty("socketTimeout", millis);
            if (url.startsWith("jdbc:mysql:")) {
                limits.setProperty("useCursorFetch", "true"); // Without it, it takes all rows at once.
            }
        } else if (url.startsWith("jdbc:sqlserver:")) {
            limits.setProperty("loginTimeout", seconds);
            limits.setProperty("socketTimeout", millis);
        } else if (url.startsWith("jdbc:oracle:")) {
            limits.setProperty("oracle.net.CONNECT_TIMEOUT", millis);
            limits.setProperty("oracle.jdbc.ReadTimeout", millis);
        } else if (url.startsWith("jdbc:db2:")) {
            limits.setProperty("loginTimeout", seconds);
            limits.setProperty("blockingReadConnectionTimeout", seconds);
        } else if (url.startsWith("jdbc:sqlite:")) {
            limits.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY: it makes no file.
            limits.setProperty("limit_length", bytes);
        }
        return limits;
    }

    /** Returns a URL without what these say: to several drivers a parameter of the URL is worth more than a property. */
    static String without(Properties limits, String url) {
        if (limits.isEmpty()) {
            return url;
        }
        String names = limits.stringPropertyNames().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("([?&;:])(?:\\s*(?:" + names + ")\\s*=[^&;]*(?:[&;]|$))+", Pattern.CASE_INSENSITIVE)
                .matcher(url)
                .replaceAll(found -> found.end() == url.length() ? "" : found.group(1));
    }

    /** Returns whether a driver gave up because there is more than it may take. */
    static boolean isTooMuch(SQLException failure) {
        for (Throwable each : failure) {
            String message = String.valueOf(each.getMessage());
            if (message.contains("maxResultBuffer") || message.contains("SQLITE_TOOBIG")) {
                return true;
            }
        }
        return false;
    }
}
