package io.vedette.store;

import io.vedette.config.Causes;
import io.vedette.config.Secrets;
import io.vedette.process.OwnTrouble;
import io.vedette.rule.Text;

/** The database did not do what it was asked; nothing is known about whether it was done. */
final class StoreFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreFailed(Throwable cause) {
        super(oneLine(cause), cause);
    }

    static String oneLine(Throwable cause) {
        String said = Text.bounded(Secrets.maskUrl(Causes.message(cause)), Text.MESSAGE);
        // SQLite does not say why.
        return said.contains("SQLITE_CANTOPEN")
                ? OwnTrouble.ofOpening()
                        .map(trouble -> said + "; " + trouble.message())
                        .orElse(said)
                : said;
    }
}
