package io.vedette.status.access;

import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The user and password that requests show, and how often wrong ones may be shown. Safe for several threads. */
final class Passwords {

    /** Clients are remembered whose password was right; the one that came last replaces the one that was longest away. */
    private static final int MOST_KNOWN = 1_000;

    private final Optional<Login> login;
    private final RateLimit failures;
    private final Challenge challenge;
    private final Map<String, Boolean> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    Passwords(Optional<Login> login, RateLimit failures, Challenge challenge) {
        this.login = login;
        this.failures = failures;
        this.challenge = challenge;
    }

    /** Tells whether a request may be answered, as far as can be told without taking time. */
    Admission admission(Request request, String client) {
        String authorization = request.authorization();
        Optional<Login> meant = login.filter(one -> Login.isMeantBy(authorization));
        boolean right = meant.filter(one -> one.isKnown(authorization)).isPresent();
        // Whoever else guesses from the same address must not lock out the one whose password is known to be right from
        // there.
        if (right && known.containsKey(client)) {
            return granted(client);
        }
        Duration wait = failures.waiting(client);
        if (!wait.isZero()) {
            return tooMany(request, wait);
        }
        if (right) {
            return granted(client);
        }
        return meant.isPresent() && !meant.get().isFast() ? new Admission.Unverified(false) : verified(request, client);
    }

    /** Tells it; takes a good part of a second where the password is a hash. */
    Admission verified(Request request, String client) {
        Duration wait = failures.waiting(client);
        if (!wait.isZero()) {
            return tooMany(request, wait);
        }
        String authorization = request.authorization();
        if (login.filter(one -> Login.isMeantBy(authorization) && one.isRight(authorization))
                .isPresent()) {
            return granted(client);
        }
        failures.take(client);
        return new Admission.Denied(challenge.unauthorized(request));
    }

    private static Admission tooMany(Request request, Duration wait) {
        return new Admission.Denied(ErrorResponses.later(request, 429, "too many wrong passwords or tokens", wait));
    }

    private Admission granted(String client) {
        known.put(client, true);
        return new Admission.Granted("user " + login.orElseThrow().username());
    }

    /** Tells apart what requests show, without what it is. */
    String fingerprint(Request request) {
        return login.map(one -> one.fingerprint(request.authorization())).orElse("");
    }
}
