package io.vedette;

/**
 * A check that asks over HTTP: what every template takes that does.
 *
 * @param <B> the check's own type
 */
public abstract class HttpCheckBuilder<B extends HttpCheckBuilder<B>> extends CheckBuilder<B> {

    HttpCheckBuilder(Checks all, String template, String name) {
        super(all, template, name);
    }

    /** Adds a header to the request. */
    public B header(String header, String value) {
        String before = parameter("headers");
        return parameter("headers", (before.isEmpty() ? "" : before + "\n") + header + ": " + value);
    }

    /** Judges the first answer, whatever it redirects to; redirects are followed unless said so. */
    public B withoutRedirects() {
        return parameter("followRedirects", "false");
    }

    /** Accepts any certificate. */
    public B insecure() {
        return parameter("insecure", "true");
    }

    /** Sets how much of a body is read; 1 MiB unless given. */
    public B maxBodyBytes(int bytes) {
        return parameter("maxBodyBytes", String.valueOf(bytes));
    }

    /** Asks through a proxy, {@code http://user:password@host:port}, in place of that of the settings; {@code none} for none. */
    public B proxy(String address) {
        return parameter("proxy", address);
    }

    /** Asks for another name over TLS than the host's, and verifies that one. */
    public B serverName(String name) {
        return parameter("serverName", name);
    }

    /** Shows a certificate to a server that asks for one; both are PEM, which a placeholder may hold. */
    public B clientCertificate(String certificate, String key) {
        parameter("clientCertificate", certificate);
        return parameter("clientKey", key);
    }

    /** Connects to addresses of one protocol alone, 4 or 6. */
    public B ipVersion(int version) {
        return parameter("ipVersion", String.valueOf(version));
    }

    /** Sends a user and a password as basic authentication. */
    public B basic(String username, String password) {
        parameter("basicUsername", username);
        return parameter("basicPassword", password);
    }

    /** Answers the challenge of digest authentication with a user and a password. */
    public B digest(String username, String password) {
        parameter("digestUsername", username);
        return parameter("digestPassword", password);
    }

    /**
     * Sends a token that a client gets for itself (OAuth 2.0, client credentials).
     *
     * @param tokenUrl the token endpoint
     * @param scope what the token is to be good for; empty for what the server gives unasked
     */
    public B oauth(String tokenUrl, String clientId, String clientSecret, String scope) {
        parameter("oauthTokenUrl", tokenUrl);
        parameter("oauthClientId", clientId);
        parameter("oauthClientSecret", clientSecret);
        return parameter("oauthScope", scope);
    }

    /** Sends a fixed token in the header {@code Authorization}, in place of what {@code vedette.auth.*} says. */
    public B authToken(String token) {
        return parameter("authToken", token);
    }

    /**
     * Sends the token that a login answers with, in place of what {@code vedette.auth.*} says.
     *
     * @param url the login, which answers JSON with {@code auth_token}
     */
    public B login(String url, String username, String password) {
        parameter("authUrl", url);
        parameter("authUsername", username);
        return parameter("authPassword", password);
    }

    /** Sets the header that the token is sent in, in place of {@code vedette.auth.header}. */
    public B authHeader(String header) {
        return parameter("authHeader", header);
    }
}
