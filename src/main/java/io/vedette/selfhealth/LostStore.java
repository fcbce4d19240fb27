package io.vedette.selfhealth;

import io.vedette.store.StoreHealth;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of Vedette's own health that says whether states and waiting alerts can be stored. */
public final class LostStore {

    /** The name of this part. */
    public static final String NAME = "vedette-store";

    private LostStore() {}

    /** Returns whether the database can be used, and since when it cannot. */
    public static SelfHealth.Part judge(StoreHealth store) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("unsaved", store.unsaved());
        return store.lostSince()
                .map(since -> SelfHealth.Part.down(
                        NAME,
                        "the database cannot be used since " + since.truncatedTo(ChronoUnit.SECONDS) + ": "
                                + store.error(),
                        data))
                .orElseGet(() -> SelfHealth.Part.up(NAME, data));
    }
}
