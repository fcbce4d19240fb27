package io.vedette.status.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import io.vedette.config.settings.OidcSettings;
import io.vedette.config.values.OwnPaths;
import io.vedette.process.Loggers;
import io.vedette.status.access.Cookies;
import io.vedette.status.access.Elsewhere;
import io.vedette.status.access.Person;
import io.vedette.status.access.SignIn;
import io.vedette.status.http.Request;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/** Signs people in at one provider. */
final class OidcSignIn implements Elsewhere {

    static final Logger LOG = Loggers.HTTP;
    static final String COOKIE = "vedette_oidc";

    /** So many at once wait for the provider: threads that answer what asks the store go on while it hangs. */
    private static final int AT_ONCE = 3;

    /** A path of this server, and what stands behind it; nothing that a browser would take for another server. */
    private static final Pattern PLACE = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/?#&=._~%+,:@!-]{0,500}");

    /** What is kept of a token is kept as long as the session, and goes into an address. */
    private static final int LONGEST_PROOF = 4_000;

    private final OidcSettings settings;
    private final Provider provider;
    private final Tokens tokens;
    private final Claims claims;
    private final Supplier<String> baseUrl;
    private final SignIn signIn;
    private final Begun begun;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /** @param baseUrl returns the address under which people reach the pages, as it is now */
    OidcSignIn(
            OidcSettings settings,
            Provider provider,
            ProviderClient client,
            Supplier<String> baseUrl,
            SignIn signIn,
            Clock clock) {
        this.settings = settings;
        this.provider = provider;
        this.tokens = new Tokens(settings, client);
        this.claims = new Claims(settings);
        this.baseUrl = baseUrl;
        this.signIn = signIn;
        this.begun = new Begun(signIn.onAllNodes(), clock);
    }

    @Override
    public String provider() {
        return settings.issuer().toString();
    }

    @Override
    public String name() {
        return settings.issuer().getHost();
    }

    @Override
    public Outcome begin(Request request, String place) {
        try {
            URI authorize = provider.asked().metadata().getAuthorizationEndpointURI();
            String secret = begun.browser(kept(request));
            Begun.One one = begun.begin(secret, redirect(), PLACE.matcher(place).matches() ? place : "/");
            String address = new AuthenticationRequest.Builder(
                            new ResponseType(ResponseType.Value.CODE),
                            Scope.parse(settings.scopes()),
                            new ClientID(settings.clientId()),
                            one.redirect())
                    .endpointURI(authorize)
                    .state(one.state())
                    .nonce(one.nonce())
                    .codeChallenge(one.verifier(), CodeChallengeMethod.S256)
                    .build()
                    .toURI()
                    .toString();
            return new Outcome.Away(address, cookie(secret));
        } catch (Trouble e) {
            return new Outcome.Refused(e.status(), e.getMessage());
        }
    }

    @Override
    public Outcome end(Request request) {
        if (!turns.tryAcquire()) {
            return new Outcome.Refused(503, "Too many sign in at once. Reload this page in a moment.");
        }
        try {
            return ended(request);
        } catch (Trouble e) {
            LOG.warn("sign-in at {}: {}", settings.issuer(), e.getMessage());
            return new Outcome.Refused(e.status(), e.getMessage());
        } finally {
            turns.release();
        }
    }

    private Outcome ended(Request request) throws Trouble {
        String state = request.parameter("state");
        String error = request.parameter("error");
        if (!error.isEmpty() && begun.isThere(state, kept(request), redirect())) {
            throw new Trouble(
                    403,
                    "The provider did not sign you in: " + error + " " + request.parameter("error_description")
                            + ". Try again, or ask whoever runs the provider.");
        }
        Begun.One one = begun.take(state, kept(request), redirect())
                .orElseThrow(() -> new Trouble(
                        400,
                        "This sign-in was not begun in this browser, is over already, or took longer than "
                                + Begun.LASTS.toMinutes() + " min. Sign in again."));
        String issuer = request.parameter("iss");
        if (!issuer.isEmpty() && !issuer.equals(settings.issuer().toString())) {
            throw new Trouble(403, "Another provider than " + settings.issuer() + " answered. Sign in again.");
        }
        Provider.Known known = provider.asked();
        JWT token = tokens.fetch(known, request.parameter("code"), one);
        Person person = claims.person(tokens.verified(known, token, one.nonce()));
        String proof = token.getParsedString();
        return new Outcome.In(person, proof.length() > LONGEST_PROOF ? "-" : proof, one.place());
    }

    @Override
    public Optional<String> out(String proof) {
        return provider.known()
                .map(known -> known.metadata().getEndSessionEndpointURI())
                .map(address -> new LogoutRequest(
                                address,
                                parsed(proof),
                                null,
                                new ClientID(settings.clientId()),
                                URI.create(baseUrl.get() + OwnPaths.LOGIN),
                                null,
                                null)
                        .toURI()
                        .toString());
    }

    /** Returns nothing where the token was too long to be kept. */
    private static JWT parsed(String proof) {
        try {
            return JWTParser.parse(proof);
        } catch (ParseException e) {
            return null;
        }
    }

    private URI redirect() {
        return URI.create(baseUrl.get() + BACK);
    }

    private static Optional<String> kept(Request request) {
        return Cookies.value(request.sender().cookies(), COOKIE);
    }

    private String cookie(String secret) {
        return COOKIE + "=" + secret + "; Path=/; HttpOnly; SameSite=Lax" + (signIn.isSecure() ? "; Secure" : "")
                + "; Max-Age=" + Begun.LASTS.toSeconds();
    }
}
