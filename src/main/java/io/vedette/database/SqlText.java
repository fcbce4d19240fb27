package io.vedette.database;

import java.nio.charset.StandardCharsets;

/** Text as every database takes it. */
public final class SqlText {

    private SqlText() {}

    /** Replaces what a database refuses: PostgreSQL keeps no zero character, and nobody half of a surrogate pair. */
    public static String storable(String text) {
        String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return wellFormed.indexOf('\0') < 0 ? wellFormed : wellFormed.replace('\0', '?');
    }
}
