package io.vedette.status.access;

import io.vedette.config.values.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who signed in and has not signed out. A session is a secret that the browser keeps in a cookie; here only its hash is kept, in memory: a
 * restart signs everybody out. Each sign-in makes a new one, so that nobody can have prepared it. Safe for several threads.
 */
public final class Sessions {

    /** The name of the cookie. */
    public static final String COOKIE = "vedette_session";

    private static final int MOST = 10_000;
    private static final int BYTES = 32;

    private final Clock clock;
    private final Duration lasts;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new LinkedHashMap<>();

    private record Session(Person person, String proof, Instant ends) {}

    /** @param lasts how long after the sign-in a session ends */
    Sessions(Duration lasts, Clock clock) {
        this.lasts = lasts;
        this.clock = clock;
    }

    /**
     * Begins a session; returns the secret for its cookie.
     *
     * @param proof what tells the place where the person signed in of whom it is, when they sign out; or empty
     */
    synchronized String begin(Person person, String proof) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        open.values().removeIf(session -> !now.isBefore(session.ends()));
        Iterator<String> oldest = open.keySet().iterator();
        if (open.size() >= MOST) {
            oldest.next();
            oldest.remove();
        }
        open.put(key(secret), new Session(person, proof, now.plus(lasts)));
        return secret;
    }

    /** Returns who has the session of a Cookie header; empty where there is none, or it is over. */
    synchronized Optional<Person> of(String cookies) {
        return session(cookies).map(Session::person);
    }

    /** Returns the proof with which the session of a Cookie header began; empty where there is no session. */
    synchronized Optional<String> proof(String cookies) {
        return session(cookies).map(Session::proof);
    }

    private Optional<Session> session(String cookies) {
        return Cookies.value(cookies, COOKIE)
                .map(secret -> open.get(key(secret)))
                .filter(session -> clock.instant().isBefore(session.ends()));
    }

    /** Ends the session of a Cookie header. */
    synchronized void end(String cookies) {
        Cookies.value(cookies, COOKIE).ifPresent(secret -> open.remove(key(secret)));
    }

    private static String key(String secret) {
        return Base64.getEncoder().encodeToString(Sha256.of(secret));
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
