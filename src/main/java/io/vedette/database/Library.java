package io.vedette.database;

import java.util.ArrayList;
import java.util.List;

/** A library that a database cannot be used without, and that an application may lack. */
enum Library {
    SQLITE("org.xerial:sqlite-jdbc", "org.sqlite.JDBC"),
    POSTGRESQL("org.postgresql:postgresql", "org.postgresql.Driver"),
    POOL("com.zaxxer:HikariCP", "com.zaxxer.hikari.HikariDataSource"),
    MIGRATIONS("org.flywaydb:flyway-core", "org.flywaydb.core.Flyway"),
    POSTGRESQL_MIGRATIONS(
            "org.flywaydb:flyway-database-postgresql", "org.flywaydb.database.postgresql.PostgreSQLDatabaseType");

    private final String artifact;
    private final String type;

    Library(String artifact, String type) {
        this.artifact = artifact;
        this.type = type;
    }

    /** Returns those that are not there, as Maven calls them. */
    static List<String> missing(List<Library> needed) {
        return needed.stream()
                .filter(one -> !one.isThere())
                .map(one -> one.artifact)
                .toList();
    }

    static List<Library> and(List<Library> some, Library... others) {
        List<Library> all = new ArrayList<>(some);
        all.addAll(List.of(others));
        return all;
    }

    private boolean isThere() {
        try {
            Class.forName(type, false, Library.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // Which one it is, is what is told.
        }
    }
}
