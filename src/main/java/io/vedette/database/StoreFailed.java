package io.vedette.database;

import io.vedette.config.values.Causes;
import io.vedette.config.values.MaskedUrl;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Text;
import java.sql.SQLException;
import java.util.Set;

/** The database did not do what it was asked; nothing is known about whether it was done. */
public final class StoreFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What to do about a damaged file. */
    static final String RESTORE =
            "restore it from a backup, or move it away together with the -wal and -shm files beside it"
                    + " to start with an empty one; see \"When the database is damaged\" in docs/operations.md";

    static final String TO_RESTORE = "; " + RESTORE;

    /** PostgreSQL: a lock was not to be had in time, a statement was cancelled, two transactions were in each other's way. */
    private static final Set<String> RACES = Set.of("55P03", "57014", "40001", "40P01");

    StoreFailed(Throwable cause) {
        super(oneLine(cause), cause);
    }

    /** Returns whether others were in the way, and the database is well. */
    public boolean isLostRace() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && RACES.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Returns what a failure of the database says, in one line. */
    public static String oneLine(Throwable cause) {
        String said = Text.bounded(MaskedUrl.of(Causes.message(cause)), Text.MESSAGE);
        if (said.contains("SQLITE_CANTOPEN")) { // SQLite does not say why.
            return OwnTrouble.ofOpening()
                    .map(trouble -> said + "; " + trouble.message())
                    .orElse(said);
        }
        boolean damaged = said.contains("SQLITE_CORRUPT") || said.contains("SQLITE_NOTADB");
        return damaged && !said.contains(RESTORE) ? said + TO_RESTORE : said;
    }
}
