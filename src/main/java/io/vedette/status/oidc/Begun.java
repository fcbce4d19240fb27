package io.vedette.status.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.vedette.config.values.Seal;
import io.vedette.status.access.OnAllNodes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The sign-ins that have begun: each can be ended once, for a while, at any node, and by the browser that began it, which keeps a secret in
 * a cookie. Nothing is kept of them here: what is to be known at the end is sealed in the state that the provider hands back, and follows
 * from it. Safe for several threads.
 */
final class Begun {

    static final Duration LASTS = Duration.ofMinutes(10);

    private static final String BROWSER = "browser";

    private final OnAllNodes nodes;
    private final Clock clock;

    /**
     * One of them.
     *
     * @param redirect the address to which the provider sends the browser back
     * @param place where the person was going
     */
    record One(State state, Nonce nonce, CodeVerifier verifier, URI redirect, String place) {}

    Begun(OnAllNodes nodes, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    /** Returns the secret of the browser: the one that it has, where that is ours and not old, as it may have several pages. */
    String browser(Optional<String> kept) {
        Seal seal = nodes.seal();
        return kept.filter(secret ->
                        seal.open(secret, BROWSER).filter(this::isToCome).isPresent())
                .orElseGet(() -> seal.close(end(), BROWSER));
    }

    One begin(String secret, URI redirect, String place) {
        Seal seal = nodes.seal();
        String id = Seal.newSecret();
        String state = seal.close(String.join("\n", id, end(), place), about(secret, redirect));
        return one(seal, id, state, redirect, place);
    }

    /** Returns whether there is one of a state and this browser. It goes on, and nothing is stored: anybody may begin one, and come back. */
    boolean isThere(String state, Optional<String> secret, URI redirect) {
        return opened(nodes.seal(), state, secret, redirect).isPresent();
    }

    private Optional<String[]> opened(Seal seal, String state, Optional<String> secret, URI redirect) {
        return secret.flatMap(kept -> seal.open(state, about(kept, redirect)))
                .map(text -> text.split("\n", 3))
                .filter(parts -> isToCome(parts[1]));
    }

    /** Returns the one of a state, which is over with that; empty where there is none of this browser. */
    Optional<One> take(String state, Optional<String> secret, URI redirect) {
        Seal seal = nodes.seal();
        return opened(seal, state, secret, redirect)
                .filter(parts -> nodes.isFirst(parts[0], instant(parts[1])))
                .map(parts -> one(seal, parts[0], state, redirect, parts[2]));
    }

    private static One one(Seal seal, String id, String state, URI redirect, String place) {
        return new One(
                new State(state),
                new Nonce(seal.derived("nonce " + id)),
                new CodeVerifier(seal.derived("verifier " + id)),
                redirect,
                place);
    }

    private static String about(String secret, URI redirect) {
        return "state " + secret + " " + redirect;
    }

    private String end() {
        return String.valueOf(clock.instant().plus(LASTS).toEpochMilli());
    }

    private boolean isToCome(String end) {
        return clock.instant().isBefore(instant(end));
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
