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
