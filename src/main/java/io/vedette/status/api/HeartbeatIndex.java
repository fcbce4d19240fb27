package io.vedette.status.api;

import io.vedette.config.values.Sha256;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which check a secret address belongs to. It follows the watchlist as that changes, and the key of this installation by looking
 * every second, so that a call takes one look into a map: anybody may call, before any limit, on an event loop. Secrets are looked up by
 * their hash, so that the time that it takes tells nothing of them. Safe for several threads.
 */
final class HeartbeatIndex {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 100;

    private final Watchlist watchlist;
    private final HeartbeatSecrets secrets;
    private volatile Map<ByteBuffer, String> names = new ConcurrentHashMap<>();
    private Map<String, ByteBuffer> byName = new HashMap<>();
    private String key = "";

    HeartbeatIndex(Watchlist watchlist, HeartbeatSecrets secrets) {
        this.watchlist = watchlist;
        this.secrets = secrets;
        watchlist.onChange(this::changed);
        rebuild();
    }

    /** Returns the check of a secret. */
    Optional<Watched> find(String secret) {
        return secret.length() < SHORTEST || secret.length() > LONGEST
                ? Optional.empty()
                : Optional.ofNullable(names.get(hash(secret))).flatMap(watchlist::find);
    }

    /** Makes it anew if the key is another one: that of a database that is back. */
    synchronized void look() {
        if (!byName.isEmpty() && !secrets.keyMark().equals(key)) {
            rebuild();
        }
    }

    private synchronized void rebuild() {
        key = "";
        byName = new HashMap<>();
        Map<ByteBuffer, String> fresh = new ConcurrentHashMap<>();
        watchlist.forEach(watched -> put(fresh, watched));
        names = fresh;
    }

    private synchronized void changed(String name) {
        ByteBuffer before = byName.remove(name);
        watchlist.find(name).ifPresent(watched -> put(names, watched));
        if (before != null && !before.equals(byName.get(name))) {
            names.remove(before, name);
        }
    }

    private void put(Map<ByteBuffer, String> to, Watched watched) {
        if (!HeartbeatSecrets.has(watched)) {
            return;
        }
        if (key.isEmpty()) {
            key = secrets.keyMark(); // Before the first secret: if the key changes in between, that is noticed.
        }
        String name = watched.check().name();
        secrets.of(watched).map(HeartbeatIndex::hash).ifPresent(hash -> {
            to.put(hash, name);
            byName.put(name, hash);
        });
    }

    private static ByteBuffer hash(String secret) {
        return ByteBuffer.wrap(Sha256.of(secret));
    }
}
