package io.vedette.status.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.vedette.config.values.Sha256;
import java.net.URI;
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
 * The sign-ins that have begun: each can be ended once, for a while, and by the browser that began it, which keeps a secret in a cookie. In
 * memory, as sessions are. Safe for several threads.
 */
final class Begun {

    static final Duration LASTS = Duration.ofMinutes(10);

    private static final int MOST = 10_000;
    private static final int BYTES = 32;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, One> open = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param redirect the address to which the provider sends the browser back
     * @param place where the person was going
     * @param browser the hash of the secret that the browser keeps
     */
    record One(
            State state,
            Nonce nonce,
            CodeVerifier verifier,
            URI redirect,
            String place,
            String browser,
            Instant ends) {}

    Begun(Clock clock) {
        this.clock = clock;
    }

    /** Returns the secret of the browser: the one that it has, where one of its sign-ins is open, as it may have several pages. */
    synchronized String browser(Optional<String> kept) {
        return kept.filter(secret ->
                        open.values().stream().anyMatch(one -> one.browser().equals(key(secret))))
                .orElseGet(() -> {
                    byte[] bytes = new byte[BYTES];
                    random.nextBytes(bytes);
                    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                });
    }

    synchronized One begin(String secret, URI redirect, String place) {
        Instant now = clock.instant();
        open.values().removeIf(one -> !now.isBefore(one.ends()));
        Iterator<String> oldest = open.keySet().iterator();
        if (open.size() >= MOST) {
            oldest.next();
            oldest.remove();
        }
        One one = new One(
                new State(BYTES), new Nonce(BYTES), new CodeVerifier(), redirect, place, key(secret), now.plus(LASTS));
        open.put(one.state().getValue(), one);
        return one;
    }

    /** Returns the one of a state, which is over with that; empty where there is none of this browser. */
    synchronized Optional<One> take(String state, Optional<String> secret) {
        Optional<One> found = Optional.ofNullable(open.get(state))
                .filter(one ->
                        secret.map(Begun::key).filter(one.browser()::equals).isPresent())
                .filter(one -> clock.instant().isBefore(one.ends()));
        found.ifPresent(one -> open.remove(state));
        return found;
    }

    private static String key(String secret) {
        return Base64.getEncoder().encodeToString(Sha256.of(secret));
    }
}
