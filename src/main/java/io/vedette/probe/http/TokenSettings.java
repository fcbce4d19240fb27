package io.vedette.probe.http;

import io.vedette.config.values.HeaderText;
import io.vedette.config.values.Parameters;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Token authentication of HTTP checks: none, a static token, or a login.
 *
 * @param header the header the token is sent in, raw
 * @param token a static token
 * @param account where to log in for one
 */
public record TokenSettings(String header, Optional<String> token, Optional<LoginAccount> account) {

    public static final String STANDARD_HEADER = "Authorization";

    public static final TokenSettings NONE = new TokenSettings(STANDARD_HEADER, Optional.empty(), Optional.empty());

    /** Returns what holds for a check: its own {@code auth*} parameters over the general settings. */
    public static TokenSettings read(Parameters parameters, TokenSettings standard) {
        String header = parameters.parsed("authHeader", HeaderText::name).orElse(standard.header());
        Optional<String> token = parameters.parsed("authToken", text -> HeaderText.value("the token", text));
        Reach reach = Reach.ofLogin(parameters);
        Optional<LoginAccount> account = account(parameters, header, reach);
        Optional<LoginAccount> client =
                OAuthClient.read(parameters, header, reach).map(LoginAccount.class::cast);
        boolean hasUser = header.equalsIgnoreCase(STANDARD_HEADER)
                && Stream.of("basicUsername", "digestUsername")
                        .anyMatch(name -> parameters.text(name).isPresent());
        onlyOne(parameters, header);
        if (token.isPresent() || hasUser) {
            return new TokenSettings(header, token, Optional.empty());
        }
        if (account.isPresent() || client.isPresent()) {
            return new TokenSettings(header, Optional.empty(), account.or(() -> client));
        }
        return new TokenSettings(header, standard.token(), standard.account().map(one -> one.withHeader(header)));
    }

    private static Optional<LoginAccount> account(Parameters parameters, String header, Reach reach) {
        Optional<URI> url = parameters.parsed("authUrl", Parameters::httpUrl);
        Optional<String> username = parameters.text("authUsername");
        Optional<String> password = parameters.text("authPassword");
        if (url.isPresent() && username.isPresent() && password.isPresent()) {
            return Optional.of(new TokenLogin.Account(url.get(), username.get(), password.get(), header, reach));
        }
        if (parameters.text("authToken").isEmpty()
                && (url.isPresent() || username.isPresent() || password.isPresent())) {
            parameters.problem("authUrl", "a login needs authUrl, authUsername and authPassword together");
        }
        return Optional.empty();
    }

    /** Several of them would fill one header, and only one of them could be meant. */
    private static void onlyOne(Parameters parameters, String header) {
        List<String> given = Stream.of("authToken", "oauthTokenUrl", "basicUsername", "digestUsername")
                .filter(name -> parameters.text(name).isPresent())
                .filter(name ->
                        name.endsWith("Url") || name.equals("authToken") || header.equalsIgnoreCase(STANDARD_HEADER))
                .toList();
        if (given.size() > 1) {
            parameters.problem(
                    given.get(1), "and " + given.get(0) + " both fill the header " + header + ": give one of them");
        }
    }

    @Override
    public String toString() {
        return "TokenSettings[" + header + "]";
    }
}
