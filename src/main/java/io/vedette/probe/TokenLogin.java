package io.vedette.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.config.Authority;
import io.vedette.config.Secrets;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The login of py-pinger's {@code token_auth}: POSTs {@code {"email": …, "password": …}} and takes {@code auth_token} of
 * the answer. The token is kept until a probe is answered with 401 or 403, or until it expires: by {@code expires_in}
 * (seconds) of the login's answer, or by the {@code exp} of a JSON Web Token. One login serves all checks that share it;
 * a login that failed is not repeated for {@link #REST}.
 */
public final class TokenLogin implements TokenSource {

    /** How long a failed login is left alone. */
    static final Duration REST = Duration.ofSeconds(5);

    /** A token this close to its end is not used any more. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpTransport transport;
    private final Account account;
    private final Duration timeout;
    private final Clock clock;
    private final Secrets secrets;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Token> known = Optional.empty();
    private Optional<Trouble> failure = Optional.empty();
    private Instant failedAt = Instant.MIN;

    /**
     * Where to log in.
     *
     * @param header the header that probes send the token in
     */
    public record Account(URI url, String username, String password, String header) {

        Account withHeader(String other) {
            return new Account(url, username, password, other);
        }

        @Override
        public String toString() {
            return "Account[" + Authority.host(url) + "]";
        }
    }

    private record Token(String text, Optional<Instant> expires) {}

    public TokenLogin(HttpTransport transport, Account account, Duration timeout, Clock clock, Secrets secrets) {
        this.secrets = secrets;
        this.transport = transport;
        this.account = account;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public String header() {
        return account.header();
    }

    @Override
    public String token(Attempt attempt) throws LoginFailed {
        if (!locked()) {
            throw failed(Kind.TIMEOUT, "no answer in time");
        }
        try {
            Instant now = clock.instant();
            if (known.isPresent()
                    && known.get()
                            .expires()
                            .map(end -> now.isBefore(end.minus(MARGIN)))
                            .orElse(true)) {
                return known.get().text();
            }
            if (failure.isPresent() && now.isBefore(failedAt.plus(REST)) && !now.isBefore(failedAt)) {
                throw new LoginFailed(failure.get());
            }
            try {
                known = Optional.of(login(attempt));
                failure = Optional.empty();
                return known.get().text();
            } catch (LoginFailed e) {
                known = Optional.empty();
                failure = Optional.of(e.trouble());
                failedAt = now;
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean renews(String refused) {
        lock.lock();
        try {
            known = known.filter(token -> !token.text().equals(refused));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Many checks may wait for one login; none waits longer than its own probe may take. */
    private boolean locked() {
        try {
            return lock.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Token login(Attempt attempt) throws LoginFailed {
        String body = JSON.createObjectNode()
                .put("email", account.username())
                .put("password", account.password())
                .toString();
        HttpRequest request = new HttpRequest(
                "POST", account.url(), Map.of(), Optional.of(body), "application/json", timeout, 65_536, false, false);
        Answer answer = new HttpProbe(transport, request, Optional.empty()).ask(attempt);
        if (answer instanceof Trouble trouble) {
            throw failed(trouble.kind(), trouble.message());
        }
        Http http = (Http) answer;
        if (!http.isSuccess()) {
            String why = "status " + http.status() + ", expected 2xx";
            // What passes by itself is the login server's trouble, not a wrong password.
            throw http.status() >= 500 || http.status() == 429 ? failed(Kind.UNREACHABLE, why) : refused(why);
        }
        JsonNode json;
        try {
            json = JSON.readTree(http.json());
        } catch (IOException e) {
            throw refused("the answer is not JSON");
        }
        JsonNode token = json == null ? null : json.get("auth_token");
        if (token == null || !token.isTextual() || token.textValue().isBlank()) {
            throw refused("the answer has no auth_token");
        }
        if (token.textValue().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw refused("the auth_token cannot be sent in a header");
        }
        secrets.hold(this, token.textValue());
        return new Token(token.textValue(), expiry(json, token.textValue()));
    }

    private Optional<Instant> expiry(JsonNode answer, String token) {
        JsonNode seconds = answer.get("expires_in");
        if (seconds != null && seconds.canConvertToLong() && seconds.asLong() > 0) {
            return Optional.of(clock.instant().plusSeconds(Math.min(seconds.asLong(), 1L << 31)));
        }
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode expires =
                    JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
            return expires.canConvertToLong()
                    ? Optional.of(Instant.ofEpochSecond(Math.min(expires.asLong(), 1L << 40)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // Not a JSON Web Token: it is kept until it is refused.
        }
    }

    private LoginFailed refused(String why) {
        return failed(Kind.MISCONFIGURED, why);
    }

    private LoginFailed failed(Kind kind, String why) {
        return new LoginFailed(new Trouble(kind, "login at " + Authority.host(account.url()) + ": " + why));
    }
}
