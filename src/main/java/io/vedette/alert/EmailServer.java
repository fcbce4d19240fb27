package io.vedette.alert;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The mail server that takes mails for delivery (RFC 6409): where it is, how the connection is encrypted, and who logs in.
 *
 * @param secure whether TLS is there from the first byte ({@code smtps}, RFC 8314)
 * @param startTls whether a connection in clear is turned into one with TLS
 * @param username empty for no login
 * @param patience the longest wait for a connection, for each of the server's answers, and for it to take what is written
 */
record EmailServer(
        boolean secure,
        String host,
        int port,
        StartTls startTls,
        Optional<String> username,
        Optional<String> password,
        Duration patience) {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final int HIGHEST_PORT = 65_535;

    /** Whether a connection in clear is turned into one with TLS before anything is sent. */
    enum StartTls {
        /** Nothing is sent without: an offer that somebody between strips would lead to a password in clear. */
        REQUIRED,
        /** Where the server offers it. */
        OPTIONAL,
        NEVER;

        static StartTls parse(String text) {
            for (StartTls one : values()) {
                if (one.name().equalsIgnoreCase(text)) {
                    return one;
                }
            }
            throw new IllegalArgumentException("\"" + text + "\" is neither required nor optional nor never");
        }
    }

    private record Address(boolean secure, String host, int port) {

        static Address parse(String text) {
            URI uri;
            try {
                uri = new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("is not an address such as smtp://mail.example.com:587");
            }
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("smtp") && !scheme.equals("smtps") || uri.getHost() == null) {
                throw new IllegalArgumentException(
                        "must be smtp:// or smtps:// and the server's name, such as smtp://mail.example.com:587");
            }
            boolean hasMore = !String.valueOf(uri.getRawPath()).replace("/", "").isEmpty() || uri.getRawQuery() != null;
            if (uri.getRawUserInfo() != null || hasMore) {
                throw new IllegalArgumentException("holds more than the server's name and port;"
                        + " username and password are parameters of their own");
            }
            if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
                throw new IllegalArgumentException("has no valid port");
            }
            boolean secure = scheme.equals("smtps");
            return new Address(
                    secure, uri.getHost(), uri.getPort() > 0 ? uri.getPort() : secure ? SUBMISSIONS : SUBMISSION);
        }
    }

    /** Reads {@code server}, {@code startTls}, {@code username}, {@code password} and {@code timeout}. */
    static EmailServer of(Parameters given) {
        given.required("server");
        Address address = given.parsed("server", Address::parse).orElse(new Address(true, "", 0));
        StartTls startTls = given.parsed("startTls", StartTls::parse).orElse(StartTls.REQUIRED);
        Optional<String> username = given.text("username");
        Optional<String> password = given.text("password");
        if (username.isPresent() && password.isEmpty()) {
            given.problem("password", "is missing: username needs it");
        }
        if (password.isPresent() && username.isEmpty()) {
            given.problem("username", "is missing: password needs it");
        }
        Duration patience = given.parsed("timeout", Durations::parsePositive).orElse(Duration.ofSeconds(20));
        return new EmailServer(
                address.secure(), address.host(), address.port(), startTls, username, password, patience);
    }

    /** Returns the endpoint of {@code camel-mail}. The certificate's name is checked, and nothing waits longer than patience. */
    TargetEndpoint endpoint() {
        String protocol = secure ? "smtps" : "smtp";
        String millis = String.valueOf(patience.toMillis());
        Properties more = new Properties();
        more.setProperty("mail." + protocol + ".connectiontimeout", millis);
        more.setProperty("mail." + protocol + ".timeout", millis);
        more.setProperty("mail." + protocol + ".writetimeout", millis);
        more.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        more.setProperty("mail." + protocol + ".auth", String.valueOf(username.isPresent()));
        // The server says what it takes: all recipients or none, so that nobody gets half of an incident.
        more.setProperty("mail." + protocol + ".sendpartial", "false");
        if (!secure) {
            more.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls != StartTls.NEVER));
            more.setProperty("mail.smtp.starttls.required", String.valueOf(startTls == StartTls.REQUIRED));
        }
        Map<String, Object> options = new HashMap<>();
        options.put("additionalJavaMailProperties", more);
        // As a header of the message it would become one of the mail.
        options.put("contentType", "text/html; charset=UTF-8");
        username.ifPresent(name -> options.put("username", name));
        password.ifPresent(word -> options.put("password", word));
        return new TargetEndpoint(protocol + "://" + host + ":" + port, options);
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return "EmailServer[" + host + ":" + port + "]";
    }
}
