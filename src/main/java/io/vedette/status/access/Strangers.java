package io.vedette.status.access;

import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.store.NotDecided;
import java.time.Clock;
import java.time.Duration;

/** Those of whom nothing is known here: they may have signed in at another node, or before a restart. Safe for several threads. */
final class Strangers {

    /** So many are looked for in the store for one client at once, and so long it takes until it may send as many again. */
    static final int MOST = 100;

    private static final Duration REST = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final SignIn signIn;
    private final Challenge challenge;
    private final RateLimit lookUps;

    /** @param lookUps how often each client may have somebody looked for, or signed out, of whom nothing is known */
    Strangers(Sessions sessions, SignIn signIn, Challenge challenge, RateLimit lookUps) {
        this.sessions = sessions;
        this.signIn = signIn;
        this.challenge = challenge;
        this.lookUps = lookUps;
    }

    static RateLimit lookUps(Clock clock) {
        return new RateLimit(MOST, REST, clock);
    }

    /** Tells whether a request of somebody of whom nothing is known may be answered, without taking time. */
    Admission admission(Request request) {
        String cookies = request.sender().cookies();
        if (!signIn.isOffered() || !sessions.isUnknown(cookies)) {
            return new Admission.Denied(challenge.unauthorized(request));
        }
        return sessions.isUnclear(cookies)
                ? new Admission.Denied(challenge.unclear(request))
                : new Admission.Unverified(true);
    }

    /** Tells it, after a look into the store. */
    Admission lookedUp(Request request, String client, Scope scope) {
        Duration wait = lookUps.take(client);
        if (!wait.isZero()) {
            return new Admission.Denied(
                    ErrorResponses.later(request, 429, "too many sessions that nobody knows", wait));
        }
        try {
            return sessions.lookUp(request.sender().cookies())
                    .map(person -> person.admission(request, scope))
                    .orElseGet(() -> new Admission.Denied(challenge.unauthorized(request)));
        } catch (NotDecided e) {
            return new Admission.Denied(challenge.unclear(request));
        }
    }
}
