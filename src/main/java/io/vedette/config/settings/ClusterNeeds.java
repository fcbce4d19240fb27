package io.vedette.config.settings;

import static io.vedette.config.settings.SettingKey.*;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What sharing the checks needs of other settings. */
final class ClusterNeeds {

    private static final String POSTGRES = "jdbc:postgresql:";

    private ClusterNeeds() {}

    /** Tells what is missing wherever Vedette runs. */
    static void tell(Settings settings, Predicate<SettingKey> isSet, BiConsumer<SettingKey, String> error) {
        ClusterSettings cluster = settings.cluster();
        if (!cluster.on()) {
            return;
        }
        if (isSet.test(DATABASE_URL) && !isPostgres(settings)) {
            error.accept(CLUSTER, needsPostgres());
        }
        if (!cluster.isLocal() && !isSet.test(CLUSTER_SECRET)) {
            error.accept(
                    CLUSTER,
                    "needs " + CLUSTER_SECRET.key()
                            + ", the same on every node, as others may reach the port; without it set "
                            + CLUSTER_BIND.key() + "=127.0.0.1");
        }
    }

    /** Returns whether a process of its own would keep everything in a file that no other machine shares. */
    static boolean lacksDatabase(Settings settings) {
        return settings.cluster().on() && !isPostgres(settings);
    }

    static String needsPostgres() {
        return "needs a database that all nodes share: set " + DATABASE_URL.key()
                + " to jdbc:postgresql://HOST/DATABASE";
    }

    private static boolean isPostgres(Settings settings) {
        return settings.database().url().startsWith(POSTGRES);
    }
}
