package io.vedette.probe.domain;

import io.vedette.probe.Answer;
import io.vedette.probe.Registration;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What is known of domains and of the servers that know of them, for all checks: a date that changes once a year is not asked for at
 * every run, and outlives a reload. Safe for several threads.
 */
public final class DomainBook {

    /** How long an answer counts without another look. */
    static final Duration FRESH = Duration.ofHours(1);
    /** How long a server that refused is left alone, or one that says that there is no such domain. */
    static final Duration REST = Duration.ofMinutes(5);
    /** How long one is left alone that could not be had: several checks of a domain are one look, the next run is another. */
    static final Duration SHORT_REST = Duration.ofSeconds(50);
    /** How long an answer stands in for those that cannot be had. */
    static final Duration KEPT = Duration.ofDays(7);
    /** How long the list of servers counts, which changes a few times a year. */
    static final Duration LIST = Duration.ofDays(1);

    private static final int MOST = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Kept<Registration>> domains = new ConcurrentHashMap<>();
    private final Map<String, Kept<Failure>> failures = new ConcurrentHashMap<>();
    private final Map<URI, Kept<RdapServers>> lists = new ConcurrentHashMap<>();

    private record Kept<T>(T value, long since) {}

    private record Failure(Answer answer, Duration rest) {}

    public DomainBook() {
        this(System::nanoTime);
    }

    /** @param nanos the time that passes, as of {@link System#nanoTime} */
    DomainBook(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Returns what is known of a domain, if it is known for no longer than that. */
    Optional<Registration> domain(String key, Duration most) {
        return value(domains.get(key), most);
    }

    /** Returns what the last look found instead of a domain, if it may not be repeated yet. */
    Optional<Answer> failure(String key) {
        Kept<Failure> kept = failures.get(key);
        return kept == null
                ? Optional.empty()
                : value(kept, kept.value().rest()).map(Failure::answer);
    }

    Optional<RdapServers> servers(URI list, Duration most) {
        return value(lists.get(list), most);
    }

    void keep(String key, Registration domain) {
        put(domains, key, domain);
        failures.remove(key);
    }

    /** @param rest how long the look may not be repeated */
    void keepFailure(String key, Answer failure, Duration rest) {
        put(failures, key, new Failure(failure, rest));
    }

    void keep(URI list, RdapServers servers) {
        put(lists, list, servers);
    }

    private <K, T> void put(Map<K, Kept<T>> kept, K key, T value) {
        if (kept.size() >= MOST) {
            kept.clear(); // Whatever is still needed is asked for again.
        }
        kept.put(key, new Kept<>(value, nanos.getAsLong()));
    }

    private <T> Optional<T> value(Kept<T> kept, Duration most) {
        return kept == null || nanos.getAsLong() - kept.since() > most.toNanos()
                ? Optional.empty()
                : Optional.of(kept.value());
    }
}
