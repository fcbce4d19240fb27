package io.vedette.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Authority;
import io.vedette.config.values.Durations;
import io.vedette.config.values.MaskedUrl;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Deadline;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/**
 * The login of py-pinger's {@code token_auth}: POSTs {@code {"email": …, "password": …}} and takes {@code auth_token} of
 * the answer. The token is kept until a probe is answered with 401 or 403, or until it expires: by {@code expires_in}
 * (seconds) of the login's answer, or by the {@code exp} of a JSON Web Token.
 *
 * <p>One login serves all checks that share it, and is no part of any of them: a check waits for it as long as its own
 * timeout allows, and after that the login continues for the others and for the next run. A login that failed is not
 * repeated for {@link #REST} when it was refused, and for {@link #SHORT_REST} when its server could not be had.
 */
public final class TokenLogin implements TokenSource {

    /** How long a refused login is left alone: servers lock accounts that try too often. */
    static final Duration REST = Duration.ofSeconds(5);

    /** How long a login without an answer is left alone, so that all who wait learn of it and nobody is late. */
    static final Duration SHORT_REST = Duration.ofSeconds(1);

    /** A token this close to its end is not used any more. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** The longest wait for a single read; how long the whole login may take is up to {@link PendingLogin}. */
    static final Duration LONGEST_READ = Duration.ofSeconds(60);

    /** The longest answer that is read. */
    static final int MOST_BYTES = 65_536;

    /** The message about a header that cannot be sent. */
    private static final int LONGEST_HEADER = 300;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpTransport transport;
    private final LoginAccount account;
    private final Clock clock;
    private final Secrets secrets;
    private Optional<Token> known = Optional.empty();
    private Optional<Trouble> failure = Optional.empty();
    private Instant failedAt = Instant.MIN;
    private PendingLogin pending;

    /**
     * Where to log in with a user and a password, as py-pinger does: JSON with {@code email} and {@code password}, which is
     * answered with JSON that has {@code auth_token}.
     *
     * @param header the header that probes send the token in
     * @param reach by which proxy the login is asked
     */
    public record Account(URI url, String username, String password, String header, Reach reach)
            implements LoginAccount {

        public Account(URI url, String username, String password, String header) {
            this(url, username, password, header, Reach.USUAL);
        }

        @Override
        public LoginAccount withHeader(String other) {
            return new Account(url, username, password, other, reach);
        }

        @Override
        public HttpRequest request() {
            String body = JSON.createObjectNode()
                    .put("email", username)
                    .put("password", password)
                    .toString();
            return new HttpRequest(
                    "POST",
                    url,
                    List.of(),
                    Optional.of(body),
                    "application/json",
                    LONGEST_READ,
                    MOST_BYTES,
                    false,
                    false,
                    reach);
        }

        @Override
        public Optional<HttpRequest> otherRequest(Http refusal) {
            return Optional.empty();
        }

        @Override
        public String field() {
            return "auth_token";
        }

        @Override
        public String sent(String token) {
            return token;
        }

        /** What the server wants instead: another way to be asked, or to be asked elsewhere. */
        @Override
        public String explanation(Http http) {
            if (http.status() == 401) {
                List<String> schemes =
                        Challenge.schemes(beginning(http.headers().get("www-authenticate")));
                return schemes.isEmpty()
                        ? ""
                        : "; the server asks for " + String.join(" or ", schemes)
                                + ": a login sends user and password as JSON, and no more";
            }
            String location = beginning(http.headers().get("location"));
            return http.status() / 100 == 3 && !location.isEmpty()
                    ? "; it leads to " + MaskedUrl.of(location) + ", which is not followed with a password: name the"
                            + " address that answers with the token"
                    : "";
        }

        @Override
        public String toString() {
            return "Account[" + Authority.host(url) + "]";
        }
    }

    /** What a login ends with. */
    public sealed interface Outcome {}

    /** A token, and until when it holds. */
    record Token(String text, Optional<Instant> expires) implements Outcome {

        boolean holdsAt(Instant now) {
            return expires.map(end -> now.isBefore(end.minus(MARGIN))).orElse(true);
        }
    }

    /** Why there is no token. */
    record Failed(Trouble trouble) implements Outcome {}

    public TokenLogin(HttpTransport transport, LoginAccount account, Clock clock, Secrets secrets) {
        this.secrets = secrets;
        this.transport = transport;
        this.account = account;
        this.clock = clock;
    }

    @Override
    public String header() {
        return account.header();
    }

    @Override
    public String token(Attempt attempt, Deadline deadline) throws LoginFailed {
        PendingLogin login;
        synchronized (this) {
            Instant now = clock.instant();
            if (known.filter(token -> token.holdsAt(now)).isPresent()) {
                return known.get().text();
            }
            if (failure.isPresent() && rests(failure.get(), now)) {
                throw new LoginFailed(failure.get());
            }
            if (pending == null) {
                pending = new PendingLogin(this);
                pending.start();
            }
            login = pending;
        }
        Outcome outcome = await(login, attempt, deadline);
        if (outcome instanceof Failed failed) {
            throw new LoginFailed(failed.trouble());
        }
        return ((Token) outcome).text();
    }

    private boolean rests(Trouble trouble, Instant now) {
        Duration rest = trouble.kind() == Kind.MISCONFIGURED ? REST : SHORT_REST;
        return now.isBefore(failedAt.plus(rest)) && !now.isBefore(failedAt);
    }

    /** Waits as long as the check can, which ends nobody's wait but its own. */
    private Outcome await(PendingLogin login, Attempt attempt, Deadline deadline) throws LoginFailed {
        attempt.waitsFor("the login at " + account.url().getHost() + " had not answered");
        try {
            Outcome outcome = login.await(attempt, deadline);
            attempt.waitsForTheAnswer();
            return outcome;
        } catch (TimeoutException | CancellationException e) {
            throw overdue(attempt, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overdue(attempt, deadline);
        }
    }

    private static LoginFailed overdue(Attempt attempt, Deadline deadline) {
        String within = " within " + Durations.format(deadline.timeout());
        return new LoginFailed(new Trouble(Kind.TIMEOUT, attempt.pending() + within));
    }

    /** Takes how a login ended; a token counts also when it comes after the login's time. */
    synchronized void ended(PendingLogin login, Outcome outcome) {
        if (outcome instanceof Token token) {
            known = Optional.of(token);
            failure = Optional.empty();
        } else if (pending == login) {
            known = Optional.empty();
            failure = Optional.of(((Failed) outcome).trouble());
            failedAt = clock.instant();
        }
        if (pending == login) {
            pending = null;
        }
    }

    @Override
    public synchronized boolean renews(String refused) {
        known = known.filter(token -> !token.text().equals(refused));
        return true;
    }

    /** Logs in. */
    Outcome outcome(Attempt attempt) {
        try {
            return login(attempt);
        } catch (LoginFailed e) {
            return new Failed(e.trouble());
        }
    }

    private Token login(Attempt attempt) throws LoginFailed {
        Http http = asked(account.request(), attempt);
        Optional<HttpRequest> other = http.isSuccess() ? Optional.empty() : account.otherRequest(http);
        if (other.isPresent()) {
            http = asked(other.get(), attempt);
        }
        if (!http.isSuccess()) {
            String why = "status " + http.status() + ", expected 2xx" + account.explanation(http);
            // What passes by itself is the login server's trouble, not a wrong password.
            throw http.status() >= 500 || http.status() == 429 ? failed(Kind.UNREACHABLE, why) : refused(why);
        }
        JsonNode json;
        try {
            json = JSON.readTree(http.json());
        } catch (IOException e) {
            throw refused("the answer is not JSON");
        }
        JsonNode token = json == null ? null : json.get(account.field());
        if (token == null || !token.isTextual() || token.textValue().isBlank()) {
            throw refused("the answer has no " + account.field());
        }
        if (token.textValue().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw refused("the " + account.field() + " cannot be sent in a header");
        }
        secrets.hold(this, token.textValue());
        return new Token(account.sent(token.textValue()), TokenExpiry.of(json, token.textValue(), clock.instant()));
    }

    private Http asked(HttpRequest request, Attempt attempt) throws LoginFailed {
        Answer answer = new HttpProbe(transport, request, Optional.empty()).ask(attempt);
        if (answer instanceof Trouble trouble) {
            throw failed(trouble.kind(), trouble.message());
        }
        return (Http) answer;
    }

    private static String beginning(String header) {
        String text = header == null ? "" : header.replaceAll("\\p{Cntrl}", " ");
        return text.length() > LONGEST_HEADER ? text.substring(0, LONGEST_HEADER) + "…" : text;
    }

    private LoginFailed refused(String why) {
        return failed(Kind.MISCONFIGURED, why);
    }

    private LoginFailed failed(Kind kind, String why) {
        return new LoginFailed(trouble(kind, why).trouble());
    }

    /** Returns what kept a token away. */
    Failed trouble(Kind kind, String why) {
        return new Failed(new Trouble(kind, "login at " + Authority.host(account.url()) + ": " + why));
    }
}
