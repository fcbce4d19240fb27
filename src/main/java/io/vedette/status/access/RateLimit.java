package io.vedette.status.access;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How much one client may do: a bucket of permits a client, filled again evenly. Clients whose bucket is full again are
 * forgotten; while more are remembered than is reasonable, all new ones share one bucket. Safe for several threads.
 */
final class RateLimit {

    private static final int MOST_CLIENTS = 10_000;
    private static final String THE_OTHERS = "";
    /** In a flood from many addresses, each of them would have all that is remembered looked through. */
    private static final long CLEAN_MILLIS = 1_000;

    private final int permits;
    private final Duration refill;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private long cleanedMillis = Long.MIN_VALUE;

    private record Bucket(double left, long atMillis) {}

    /**
     * @param permits how many may be taken at once
     * @param refill how long an empty bucket takes to be full again
     */
    RateLimit(int permits, Duration refill, Clock clock) {
        this.permits = permits;
        this.refill = refill;
        this.clock = clock;
    }

    /** Takes a permit. Returns how long to wait for one when there is none, else zero. */
    public synchronized Duration take(String client) {
        Duration wait = waiting(client);
        if (wait.isZero()) {
            String key = key(client);
            buckets.put(key, new Bucket(left(key) - 1, clock.millis()));
        }
        return wait;
    }

    /** Returns how long to wait for a permit; zero when there is one. Takes none. */
    public synchronized Duration waiting(String client) {
        String key = key(client);
        // A clock that was set back must not keep out, until it comes there again, whoever had none left.
        buckets.computeIfPresent(
                key, (same, bucket) -> new Bucket(bucket.left(), Math.min(bucket.atMillis(), clock.millis())));
        double left = left(key);
        return left >= 1
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(1, (long) Math.ceil((1 - left) * refill.toMillis() / permits)));
    }

    private String key(String client) {
        if (buckets.containsKey(client) || buckets.size() < MOST_CLIENTS) {
            return client;
        }
        long now = clock.millis();
        // A clock that was set back must not end the cleaning.
        if (cleanedMillis == Long.MIN_VALUE || Math.abs(now - cleanedMillis) >= CLEAN_MILLIS) {
            cleanedMillis = now;
            buckets.keySet().removeIf(key -> left(key) >= permits);
        }
        return buckets.size() < MOST_CLIENTS ? client : THE_OTHERS;
    }

    private double left(String key) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            return permits;
        }
        // A clock that was set back fills nothing and takes nothing away.
        double passed = Math.max(0, clock.millis() - bucket.atMillis());
        return Math.min(permits, bucket.left() + passed * permits / refill.toMillis());
    }
}
