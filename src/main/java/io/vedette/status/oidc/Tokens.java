package io.vedette.status.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.vedette.config.settings.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fetches the token of a sign-in, and verifies it: signature, issuer, audience, time and nonce. */
final class Tokens {

    /** Clocks may differ by so much. */
    static final int SKEW_SECONDS = 60;

    /** Those with a key of which only the provider has the secret half: no shared secrets, and never none. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int BAD_ANSWER = 502;

    private final OidcSettings settings;
    private final ClientID client;
    private final ProviderClient http;

    Tokens(OidcSettings settings, ProviderClient http) {
        this.settings = settings;
        this.client = new ClientID(settings.clientId());
        this.http = http;
    }

    /** Returns the ID token for a code. */
    JWT fetch(Provider.Known known, String code, Begun.One one) throws Trouble {
        if (code.isEmpty()) {
            throw new Trouble(BAD_ANSWER, "The provider sent no code. Sign in again.");
        }
        TokenResponse response;
        try {
            response = OIDCTokenResponseParser.parse(
                    (HTTPResponse) request(known, code, one).toHTTPRequest().send(http));
        } catch (IOException e) {
            throw new Trouble(503, "The provider " + e.getMessage() + ". Sign in again in a moment.");
        } catch (ParseException e) {
            throw new Trouble(BAD_ANSWER, "The provider's answer to the code is no token. Sign in again.");
        }
        if (!response.indicatesSuccess()) {
            throw refused(response.toErrorResponse().getErrorObject());
        }
        return ((OIDCTokenResponse) response).getOIDCTokens().getIDToken();
    }

    private TokenRequest request(Provider.Known known, String code, Begun.One one) {
        URI endpoint = known.metadata().getTokenEndpointURI();
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), one.redirect(), one.verifier());
        return settings.clientSecret()
                .map(secret -> new TokenRequest.Builder(endpoint, shown(known, new Secret(secret)), grant).build())
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant).build());
    }

    /** In a header, as all providers have to take it, but for those that say that they take it in the body alone. */
    private ClientAuthentication shown(Provider.Known known, Secret secret) {
        List<ClientAuthenticationMethod> taken = known.metadata().getTokenEndpointAuthMethods();
        return taken != null
                        && !taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        && taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                ? new ClientSecretPost(client, secret)
                : new ClientSecretBasic(client, secret);
    }

    private static Trouble refused(ErrorObject error) {
        String code = String.valueOf(error.getCode());
        return switch (code) {
            case "invalid_client", "unauthorized_client" ->
                new Trouble(
                        BAD_ANSWER,
                        "The provider does not accept Vedette itself (" + code
                                + "). Whoever runs it: see vedette.http.oidc.client-id and .client-secret.");
            case "invalid_grant" ->
                new Trouble(
                        403,
                        "The provider does not accept the code any more (invalid_grant): it was used, is too old, or was for"
                                + " another address. Sign in again.");
            default ->
                new Trouble(
                        BAD_ANSWER,
                        "The provider gave no token: " + code + ", status " + error.getHTTPStatusCode()
                                + ". Sign in again.");
        };
    }

    /** Returns the claims of a token, if it is the provider's, for Vedette, of now, and of this sign-in. */
    Map<String, Object> verified(Provider.Known known, JWT token, Nonce nonce) throws Trouble {
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(settings.issuer()),
                client,
                new JWSVerificationKeySelector<SecurityContext>(ALGORITHMS, known.keys()),
                null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        try {
            IDTokenClaimsSet claims = validator.validate(token, nonce);
            // What the validator leaves to others: OpenID Connect Core 1.0, section 3.1.3.7, 4 and 5.
            AuthorizedParty party = claims.getAuthorizedParty();
            if (party == null && claims.getAudience().size() > 1) {
                throw wrong("it is for several, and does not say for whom (azp)");
            }
            if (party != null && !party.getValue().equals(client.getValue())) {
                throw wrong("its authorized party (azp) is another client");
            }
            return claims.toJWTClaimsSet().getClaims();
        } catch (BadJOSEException | ParseException e) {
            throw wrong(e.getMessage());
        } catch (JOSEException e) {
            throw new Trouble(
                    503, "The provider's keys cannot be had now: " + e.getMessage() + ". Sign in again in a moment.");
        }
    }

    private static Trouble wrong(String why) {
        return new Trouble(
                403,
                "The provider's token is not valid: " + why
                        + ". Sign in again; if it stays so, see vedette.http.oidc.issuer and .client-id, and the clocks.");
    }
}
