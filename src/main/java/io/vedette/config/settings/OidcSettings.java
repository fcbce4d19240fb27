package io.vedette.config.settings;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A provider of OpenID Connect at which people sign in.
 *
 * @param issuer the address by which it calls itself
 * @param clientId the name by which it knows Vedette
 * @param clientSecret what Vedette shows it; empty for a public client
 * @param scopes what is asked for, with blanks between
 * @param userClaim the claim that names the person
 * @param operatorClaim the claim that tells what they may do; a dot leads into an object
 * @param operators the values of that claim that make an operator
 * @param viewers the values that make a viewer; where there are none, whoever the provider signs in may look
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        Optional<String> clientSecret,
        String scopes,
        String userClaim,
        Optional<String> operatorClaim,
        Set<String> operators,
        Set<String> viewers) {

    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + "]";
    }
}
