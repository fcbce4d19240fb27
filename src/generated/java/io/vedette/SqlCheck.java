// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Runs a query on a database and judges its rows. The template {@code sql}. */
public final class SqlCheck extends CheckBuilder<SqlCheck> {

    SqlCheck(Checks all, String name) {
        super(all, "sql", name);
    }

    /** The JDBC URL, such as jdbc:postgresql://db.example.org/shop; its driver must be on the class path. Must be given. */
    public SqlCheck url(String url) {
        return parameter("url", url);
    }

    /** The user of the database. */
    public SqlCheck username(String username) {
        return parameter("username", username);
    }

    /** The password of that user; kept secret. */
    public SqlCheck password(String password) {
        return parameter("password", password);
    }

    /** The query, which should only read. Must be given. */
    public SqlCheck query(String query) {
        return parameter("query", query);
    }

    /** What must be true: one predicate per line, in any of Camel's languages (jsonpath, simple, other:...). */
    public SqlCheck condition(String condition) {
        return parameter("condition", condition);
    }
}
