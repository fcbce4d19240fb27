package io.vedette.status.access;

import io.vedette.config.values.AccessToken;
import java.util.Set;

/** Who may send a request. */
public enum Scope {
    /** Anybody, however often, whatever passwords and tokens are set. */
    ANYBODY,
    /** Anybody, where the check in the path is published to outsiders; for other checks as {@link #READ}. */
    PUBLISHED,
    /** Who may look: with any password, and any token but one for heartbeats. */
    READ,
    /** Whoever has a link that is signed, without password or token, and limited as others are. */
    LINK,
    /** Who wants to sign in or out, and what that page is made of: anybody, limited as others are, and POST from a page of this server alone. */
    DOOR,
    /** Who may act: with the password or a token for all. Never on behalf of a page of another site. */
    ACT,
    /** Who may have this machine ask what they like: as {@link #ACT}, and from this machine alone where nobody signs in. */
    TRY,
    /** Watched jobs: with the password, or a token for all or for heartbeats. */
    HEARTBEAT;

    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    /** Returns who may send a request with a method that the path does not take. */
    public Scope ofOtherMethod(String method) {
        return switch (this) {
            case ANYBODY, PUBLISHED, LINK, DOOR -> this;
            case HEARTBEAT -> method.equals("OPTIONS") ? READ : HEARTBEAT;
            case READ, ACT, TRY -> of(method);
        };
    }

    /** Returns who may send a request of which nothing but its method is known. */
    public static Scope of(String method) {
        return LOOKING.contains(method) ? READ : ACT;
    }

    boolean opensFor(AccessToken token) {
        return switch (token.scope()) {
            case FULL -> true;
            case READ -> this == READ;
            case HEARTBEAT -> this == HEARTBEAT;
        };
    }
}
