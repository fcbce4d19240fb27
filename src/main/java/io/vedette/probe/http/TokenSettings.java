package io.vedette.probe.http;

import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
import java.net.URI;
import java.util.Optional;

/**
 * Token authentication of HTTP checks: none, a static token, or a login.
 *
 * @param header the header the token is sent in, raw
 * @param token a static token
 * @param account where to log in for one
 */
public record TokenSettings(String header, Optional<String> token, Optional<TokenLogin.Account> account) {

    public static final String STANDARD_HEADER = "Authorization";

    public static final TokenSettings NONE = new TokenSettings(STANDARD_HEADER, Optional.empty(), Optional.empty());

    /** Returns what holds for a check: its own {@code auth*} parameters over the general settings. */
    public static TokenSettings read(Parameters parameters, TokenSettings standard) {
        String header = parameters.parsed("authHeader", HeaderText::name).orElse(standard.header());
        Optional<String> token = parameters.parsed("authToken", text -> HeaderText.value("the token", text));
        Optional<URI> url = parameters.parsed("authUrl", Parameters::httpUrl);
        Optional<String> username = parameters.text("authUsername");
        Optional<String> password = parameters.text("authPassword");
        if (token.isPresent()) {
            return new TokenSettings(header, token, Optional.empty());
        }
        if (url.isPresent() && username.isPresent() && password.isPresent()) {
            return new TokenSettings(
                    header,
                    Optional.empty(),
                    Optional.of(new TokenLogin.Account(url.get(), username.get(), password.get(), header)));
        }
        if (url.isPresent() || username.isPresent() || password.isPresent()) {
            parameters.problem("authUrl", "a login needs authUrl, authUsername and authPassword together");
        }
        return new TokenSettings(
                header, standard.token(), standard.account().map(account -> account.withHeader(header)));
    }

    @Override
    public String toString() {
        return "TokenSettings[" + header + "]";
    }
}
