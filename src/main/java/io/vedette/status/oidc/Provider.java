package io.vedette.status.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.vedette.config.settings.OidcSettings;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the provider tells of itself, from the first time that somebody wants to sign in: one that is away at the start stops nothing. One
 * thread at a time asks; what failed is not asked again for a moment. Safe for several threads.
 */
final class Provider {

    static final Duration LASTS = Duration.ofHours(1);
    static final Duration REST = Duration.ofSeconds(10);
    static final Duration KEYS_LAST = Duration.ofMinutes(5);
    /** Who sends tokens with made-up keys must not have the keys fetched each time. */
    static final Duration KEYS_REST = Duration.ofSeconds(30);

    private static final String DOCUMENT = "/.well-known/openid-configuration";
    private static final int AWAY = 503;

    private final OidcSettings settings;
    private final ProviderClient client;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known;
    private volatile Failed failed;

    /**
     * What is known of the provider.
     *
     * @param keys with which it signs
     * @param until when it is asked again
     */
    record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant until) {}

    private record Failed(Trouble trouble, Instant until) {}

    Provider(OidcSettings settings, ProviderClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    /** Returns what is known, without asking. */
    Optional<Known> known() {
        return Optional.ofNullable(known);
    }

    /** Returns what the provider tells of itself; asks where that is not known, or old. What is old counts while it does not answer. */
    Known asked() throws Trouble {
        Known old = known;
        Instant now = clock.instant();
        if (old != null && isStill(now, old.until(), LASTS)) {
            return old;
        }
        Failed before = failed;
        if (before != null && isStill(now, before.until(), REST)) {
            return orElse(old, before.trouble());
        }
        if (!asking.tryLock()) {
            return orElse(old, new Trouble(AWAY, "The provider is being asked just now. Try again in a moment."));
        }
        try {
            known = discovered(old);
            failed = null;
            return known;
        } catch (Trouble e) {
            failed = new Failed(e, clock.instant().plus(REST));
            OidcSignIn.LOG.warn("sign-in at {}: {}", settings.issuer(), e.getMessage());
            return orElse(old, e);
        } finally {
            asking.unlock();
        }
    }

    /** A clock that was set back makes nothing last longer. */
    private static boolean isStill(Instant now, Instant until, Duration longest) {
        return now.isBefore(until) && !until.isAfter(now.plus(longest));
    }

    private static Known orElse(Known old, Trouble trouble) throws Trouble {
        if (old == null) {
            throw trouble;
        }
        return old;
    }

    private Known discovered(Known old) throws Trouble {
        String issuer = settings.issuer().toString();
        OIDCProviderMetadata metadata;
        try {
            URI document =
                    URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + DOCUMENT);
            metadata = OIDCProviderMetadata.parse(
                    client.retrieveResource(document.toURL()).getContent());
        } catch (IOException e) {
            throw new Trouble(
                    AWAY,
                    "The provider at " + issuer + " " + e.getMessage()
                            + ". Try again in a moment; if it stays so, see whether it runs, and vedette.http.oidc.issuer.");
        } catch (ParseException e) {
            throw new Trouble(
                    AWAY,
                    "What " + issuer + DOCUMENT
                            + " answers is no description of a provider; see vedette.http.oidc.issuer.");
        }
        if (!metadata.getIssuer().getValue().equals(issuer)) {
            throw new Trouble(
                    AWAY,
                    "The provider calls itself " + metadata.getIssuer().getValue() + ", not " + issuer
                            + ": set vedette.http.oidc.issuer to what it calls itself.");
        }
        isFit(metadata.getAuthorizationEndpointURI(), "authorization_endpoint");
        isFit(metadata.getTokenEndpointURI(), "token_endpoint");
        isFit(metadata.getJWKSetURI(), "jwks_uri");
        if (metadata.getEndSessionEndpointURI() != null) {
            isFit(metadata.getEndSessionEndpointURI(), "end_session_endpoint");
        }
        boolean sameKeys = old != null && old.metadata().getJWKSetURI().equals(metadata.getJWKSetURI());
        return new Known(
                metadata,
                sameKeys ? old.keys() : keys(metadata.getJWKSetURI()),
                clock.instant().plus(LASTS));
    }

    /** Where the issuer is reached by https, nothing else of it may be reached by less. */
    private void isFit(URI address, String name) throws Trouble {
        String scheme = address == null || address.getHost() == null ? "" : String.valueOf(address.getScheme());
        boolean secure = scheme.equalsIgnoreCase("https");
        if (!secure
                && !(scheme.equalsIgnoreCase("http")
                        && "http".equalsIgnoreCase(settings.issuer().getScheme()))) {
            throw new Trouble(
                    AWAY,
                    "The provider's description has no " + name + " of https. It has to be set right at the provider.");
        }
    }

    private JWKSource<SecurityContext> keys(URI address) throws Trouble {
        try {
            return JWKSourceBuilder.create(address.toURL(), client)
                    .cache(
                            KEYS_LAST.toMillis(),
                            ProviderClient.WITHIN.multipliedBy(2).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(KEYS_REST.toMillis())
                    .build();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new Trouble(AWAY, "The provider's jwks_uri is no address. It has to be set right at the provider.");
        }
    }
}
