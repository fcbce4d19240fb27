package io.vedette.status.access;

import io.vedette.config.values.Seal;
import io.vedette.store.KeptSession;
import io.vedette.store.KeptSessions;
import io.vedette.store.NotDecided;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who signed in and has not signed out. A session is a secret that the browser keeps in a cookie; here only its hash is kept, in memory,
 * and in the store for other nodes and for after a restart. Each sign-in makes a new one, so that nobody can have prepared it. While the
 * store is lost what is known counts. Safe for several threads; only what says so asks the store.
 */
public final class Sessions {

    /** The name of the cookie. */
    public static final String COOKIE = "vedette_session";

    /** Whoever is unknown is looked for once in so long, and again where the store did not answer. */
    static final Duration UNKNOWN = Duration.ofSeconds(10);

    static final Duration UNCLEAR = Duration.ofSeconds(5);
    /** What ended elsewhere unheard of ends here after so long. */
    static final Duration READ_AGAIN = Duration.ofMinutes(1);

    private static final Duration PURGE = Duration.ofHours(1);
    private static final int MOST = 10_000;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Clock clock;
    private final Duration lasts;
    private final KeptSessions kept;
    private final Grounds grounds;
    private final Map<String, Session> open = new LinkedHashMap<>();
    private final Remembered ended = new Remembered(Remembered.ANY);
    private final Remembered unknown = new Remembered(UNKNOWN);
    private final Remembered unclear = new Remembered(UNCLEAR);
    /** What is still to be stored, or, where it is empty, to be removed there. */
    private final Map<String, Optional<KeptSession>> unsaved = new LinkedHashMap<>();

    private Instant readAgain;
    private Instant purge;

    /** @param lasts how long after the sign-in a session ends */
    Sessions(Duration lasts, KeptSessions kept, Grounds grounds, Clock clock) {
        this.clock = clock;
        this.lasts = lasts;
        this.kept = kept;
        this.grounds = grounds;
        this.readAgain = clock.instant().plus(READ_AGAIN);
        this.purge = clock.instant();
    }

    /**
     * Begins a session; returns the secret for its cookie. Asks the store.
     *
     * @param provider the provider at which they signed in; empty: here
     * @param proof what tells that provider of whom it is, when they sign out; or empty
     */
    String begin(Person person, String provider, String proof) {
        String secret = Seal.newSecret();
        Session session = Session.begin(person, provider, proof, clock.instant(), lasts);
        Optional<KeptSession> sealed = Optional.of(session.sealed(secret, grounds));
        String hash = Session.hash(secret);
        boolean stored = isStored(hash, sealed);
        synchronized (this) {
            if (!stored) {
                later(hash, sealed);
            }
            open(hash, session);
        }
        return secret;
    }

    private void open(String hash, Session session) {
        Instant now = clock.instant();
        open.values().removeIf(one -> !one.isOn(now));
        dropOldest(open);
        open.put(hash, session);
    }

    private static void dropOldest(Map<String, ?> from) {
        if (from.size() >= MOST) {
            Iterator<String> oldest = from.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Returns who has the session of a Cookie header, as far as is known here; empty where there is none, or it is over. */
    synchronized Optional<Person> of(String cookies) {
        return session(cookies).map(Session::person);
    }

    /** Returns the proof with which the session of a Cookie header began; empty where there is no session. */
    synchronized Optional<String> proof(String cookies) {
        return session(cookies).map(Session::proof);
    }

    private Optional<Session> session(String cookies) {
        return secret(cookies)
                .map(secret -> open.get(Session.hash(secret)))
                .filter(session -> session.isOn(clock.instant()));
    }

    private static Optional<String> secret(String cookies) {
        return Cookies.value(cookies, COOKIE)
                .filter(value -> SECRET.matcher(value).matches());
    }

    /** Returns whether nothing is known of the session of a Cookie header: another node may have begun it. */
    synchronized boolean isUnknown(String cookies) {
        Instant now = clock.instant();
        return secret(cookies)
                .map(Session::hash)
                .filter(hash -> !open.containsKey(hash) && !ended.has(hash, now) && !unknown.has(hash, now))
                .isPresent();
    }

    /** Returns whether the store did not tell, a moment ago, whether there is the session of a Cookie header. */
    synchronized boolean isUnclear(String cookies) {
        return secret(cookies)
                .map(Session::hash)
                .filter(hash -> !open.containsKey(hash) && unclear.has(hash, clock.instant()))
                .isPresent();
    }

    /**
     * Returns who has the session of a Cookie header, whichever node began it. Asks the store where nothing is known of it.
     *
     * @throws NotDecided if the store does not answer
     */
    Optional<Person> lookUp(String cookies) {
        Optional<String> unheardOf = secret(cookies).filter(secret -> isUnknown(cookies));
        if (unheardOf.isPresent()) {
            lookUpSecret(unheardOf.get());
        }
        return of(cookies);
    }

    private void lookUpSecret(String secret) {
        String hash = Session.hash(secret);
        Optional<Session> found;
        try {
            found = kept.find(hash)
                    .flatMap(row -> Session.opened(row, secret, grounds, lasts))
                    .filter(session -> session.isOn(clock.instant()));
        } catch (NotDecided e) {
            synchronized (this) {
                unclear.add(hash, clock.instant().plus(UNCLEAR));
            }
            throw e;
        }
        synchronized (this) {
            if (found.isEmpty()) {
                unknown.add(hash, clock.instant().plus(UNKNOWN));
            } else if (!ended.has(hash, clock.instant())) { // It may have ended meanwhile.
                open(hash, found.get());
            }
        }
    }

    /** Ends the session of a Cookie header, on all nodes. Asks the store. */
    void end(String cookies) {
        secret(cookies).map(Session::hash).ifPresent(hash -> {
            heard(hash);
            if (!isStored(hash, Optional.empty())) {
                synchronized (this) {
                    later(hash, Optional.empty());
                }
            }
        });
    }

    /** Ends a session that somebody ended at another node. */
    public synchronized void heard(String hash) {
        open.remove(hash);
        unsaved.remove(hash);
        ended.add(hash, clock.instant().plus(lasts));
    }

    /** Has the sessions that go on read again: something may have been said that was not heard. */
    public synchronized void missed() {
        readAgain = clock.instant();
    }

    /** Does what is due: stores what could not be stored, ends what ended elsewhere unheard of. To be called every second; asks the store. */
    public void look() {
        Instant now = clock.instant();
        saveLeftOver();
        try {
            if (isDue(now)) {
                readAgain(now);
            }
            if (!now.isBefore(purge)) {
                purge = now.plus(PURGE);
                kept.purge(now);
            }
        } catch (NotDecided e) {
            missed(); // It is tried again in a second.
        }
    }

    private synchronized boolean isDue(Instant now) {
        // A clock that was set back must not put it off.
        if (now.isBefore(readAgain) && !readAgain.isAfter(now.plus(READ_AGAIN))) {
            return false;
        }
        readAgain = now.plus(READ_AGAIN);
        return true;
    }

    private void readAgain(Instant now) {
        Set<String> gone;
        synchronized (this) {
            gone = new HashSet<>(open.keySet());
            gone.removeAll(unsaved.keySet());
        }
        if (!gone.isEmpty()) {
            gone.removeAll(kept.open(now));
            gone.forEach(this::heard);
        }
    }

    private void saveLeftOver() {
        Map<String, Optional<KeptSession>> left;
        synchronized (this) {
            left = new LinkedHashMap<>(unsaved);
        }
        for (Map.Entry<String, Optional<KeptSession>> one : left.entrySet()) {
            String hash = one.getKey();
            if (!isStored(hash, one.getValue())) {
                return;
            }
            boolean endedMeanwhile;
            synchronized (this) {
                unsaved.remove(hash, one.getValue());
                endedMeanwhile = one.getValue().isPresent() && ended.has(hash, clock.instant());
            }
            if (endedMeanwhile && !isStored(hash, Optional.empty())) {
                synchronized (this) {
                    later(hash, Optional.empty());
                }
            }
        }
    }

    private void later(String hash, Optional<KeptSession> change) {
        dropOldest(unsaved);
        unsaved.put(hash, change);
    }

    /** @param change what is to be stored; empty to have it removed */
    private boolean isStored(String hash, Optional<KeptSession> change) {
        try {
            change.ifPresentOrElse(kept::keep, () -> kept.end(hash));
            return true;
        } catch (NotDecided e) {
            return false;
        }
    }

    /**
     * Returns the cookie that keeps a secret for as long as its session lasts, or that takes it back. It is for all paths: people come
     * below the path of a proxy as well as past it.
     */
    String cookie(String secret, boolean secure) {
        return COOKIE + "=" + secret + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "") + "; Max-Age="
                + (secret.isEmpty() ? 0 : lasts.toSeconds());
    }
}
