package io.vedette.app.cli;

import io.vedette.app.migrate.Migration;
import io.vedette.app.migrate.MigrationFiles;
import io.vedette.app.migrate.ScratchFolder;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.values.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads a migration as it would be written, in a folder of its own, before anything is: what another monitor took need not be valid here. */
final class TriedMigration {

    /** A check loses one parameter in the first, and is not valid without it in the second; its target is gone in the third. */
    private static final int MOST_ROUNDS = 8;

    private TriedMigration() {}

    /** Returns the migration without what is not valid, which its notes tell. */
    static Migration of(Migration made) throws Exception {
        Migration left = made;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Migration next = left.without(problems(left));
            if (next.equals(left)) {
                return left;
            }
            left = next;
        }
        return left;
    }

    /** Returns what is wrong with it. */
    static List<Problem> problems(Migration migration) throws Exception {
        try (ScratchFolder folder = ScratchFolder.create()) {
            MigrationFiles files = MigrationFiles.in(folder.path());
            files.write(migration);
            Loaded loaded = Configured.load(Optional.of(files.properties()));
            try (Standalone vedette = new Standalone(
                    loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
                return Configured.problems(loaded, vedette);
            }
        }
    }
}
