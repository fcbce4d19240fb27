package io.vedette.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.config.values.Authority;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer.Http;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A client that gets a token for itself: OAuth 2.0, client credentials (RFC 6749, 4.4). Its id and secret are sent as basic
 * authentication, which every server must take (2.3.1), and in the body where one refuses that all the same.
 *
 * @param url the token endpoint
 * @param scope what the token is to be good for; empty for what the server gives unasked
 * @param header the header that probes send the token in
 * @param reach by which proxy the endpoint is asked
 */
public record OAuthClient(URI url, String clientId, String clientSecret, String scope, String header, Reach reach)
        implements LoginAccount {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    /**
     * Reads {@code oauthTokenUrl}, {@code oauthClientId}, {@code oauthClientSecret} and {@code oauthScope}; what is wrong is noted
     * in the parameters.
     */
    static Optional<OAuthClient> read(Parameters parameters, String header, Reach reach) {
        Optional<URI> url = parameters.parsed("oauthTokenUrl", Parameters::httpUrl);
        Optional<String> id = parameters.text("oauthClientId");
        Optional<String> secret = parameters.text("oauthClientSecret");
        Optional<String> scope = parameters.text("oauthScope");
        boolean isGiven = parameters.text("oauthTokenUrl").isPresent();
        if (!isGiven && id.or(() -> secret).or(() -> scope).isPresent()
                || isGiven && (id.isEmpty() || secret.isEmpty())) {
            parameters.problem(
                    "oauthTokenUrl",
                    "a token by OAuth needs oauthTokenUrl, oauthClientId and oauthClientSecret together");
            return Optional.empty();
        }
        return url.map(
                given -> new OAuthClient(given, id.orElse(""), secret.orElse(""), scope.orElse(""), header, reach));
    }

    @Override
    public LoginAccount withHeader(String other) {
        return new OAuthClient(url, clientId, clientSecret, scope, other, reach);
    }

    @Override
    public HttpRequest request() {
        return request(grant())
                .withHeader(
                        "Authorization",
                        HttpMessages.basic(new Reach.Credentials(encoded(clientId), encoded(clientSecret))));
    }

    @Override
    public Optional<HttpRequest> otherRequest(Http refusal) {
        boolean refusesClient =
                refusal.status() == 401 || error(refusal).path("error").asText().equals("invalid_client");
        return refusesClient
                ? Optional.of(request(
                        grant() + "&client_id=" + encoded(clientId) + "&client_secret=" + encoded(clientSecret)))
                : Optional.empty();
    }

    private String grant() {
        return "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + encoded(scope));
    }

    private HttpRequest request(String form) {
        return new HttpRequest(
                "POST",
                url,
                List.of(new HttpRequest.Header("Accept", "application/json")),
                Optional.of(form),
                "application/x-www-form-urlencoded",
                TokenLogin.LONGEST_READ,
                TokenLogin.MOST_BYTES,
                false,
                false,
                reach);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String field() {
        return "access_token";
    }

    @Override
    public String sent(String token) {
        return "Bearer " + token;
    }

    /** Section 5.2: a code, and perhaps a sentence. */
    @Override
    public String explanation(Http refusal) {
        JsonNode error = error(refusal);
        String code = shown(error.path("error").asText());
        String sentence = shown(error.path("error_description").asText());
        return code.isEmpty() ? "" : ": " + code + (sentence.isEmpty() ? "" : ", " + sentence);
    }

    private static JsonNode error(Http refusal) {
        try {
            JsonNode json = JSON.readTree(refusal.json());
            return json == null ? JSON.missingNode() : json;
        } catch (IOException e) {
            return JSON.missingNode(); // A page of something in between.
        }
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    @Override
    public String toString() {
        return "OAuthClient[" + Authority.host(url) + "]";
    }
}
