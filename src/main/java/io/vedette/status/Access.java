package io.vedette.status;

import io.vedette.config.AccessToken;
import io.vedette.config.AddressRanges;
import io.vedette.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask the status server for what: the gate that every request passes before it is answered, but for
 * {@code /health/live}. In this order: not too often, by a name of this server, actions only from its own pages, and with
 * the password or a token where one is set. Safe for several threads.
 */
public final class Access {

    /** Wrong passwords and tokens that one client may send at once, and how long until it may send as many again. */
    static final int MOST_FAILURES = 30;

    static final Duration FAILURES_REST = Duration.ofMinutes(10);

    private static final String HEARTBEATS = "/heartbeat/";
    private static final String BEARER = "Bearer ";
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    private final Optional<Login> login;
    private final List<AccessToken> tokens;
    private final HostNames hosts;
    private final Optional<RateLimit> requests;
    private final RateLimit failures;

    Access(
            Optional<Login> login,
            List<AccessToken> tokens,
            HostNames hosts,
            Optional<RateLimit> requests,
            RateLimit failures) {
        this.login = login;
        this.tokens = List.copyOf(tokens);
        this.hosts = hosts;
        this.requests = requests;
        this.failures = failures;
    }

    /** Nothing is asked for and nothing is limited. */
    public static Access open() {
        return new Access(
                Optional.empty(),
                List.of(),
                HostNames.any(),
                Optional.empty(),
                // Where nothing is asked for, nothing fails.
                new RateLimit(MOST_FAILURES, FAILURES_REST, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
    }

    public static Access of(Settings.Http http, Clock clock) {
        return new Access(
                http.username().flatMap(user -> http.password().map(password -> new Login(user, password))),
                http.tokens(),
                hosts(http),
                http.rateLimit() == 0
                        ? Optional.empty()
                        : Optional.of(new RateLimit(http.rateLimit(), Duration.ofMinutes(1), clock)),
                new RateLimit(MOST_FAILURES, FAILURES_REST, clock));
    }

    /** How clients are told apart. */
    public static ClientAddress clients(Settings.Http http) {
        return new ClientAddress(AddressRanges.of(http.trustedProxies()));
    }

    private static HostNames hosts(Settings.Http http) {
        boolean anybodyOnThisMachine = http.isLocal() && !http.isGuarded();
        if (http.allowedHosts().isEmpty() && !anybodyOnThisMachine) {
            return HostNames.any();
        }
        return HostNames.of(http.host(), http.allowedHosts());
    }

    /** Why a request is not answered; empty when it is. */
    public Optional<Response> refusal(Request request) {
        Sender sender = request.sender();
        String client = ClientAddress.network(sender.address());
        // What comes from this machine is its own affair, or a proxy's that is not told of: all clients at once.
        if (requests.isPresent() && !client.isEmpty() && !ClientAddress.isThisMachine(sender.address())) {
            Duration wait = requests.get().take(client);
            if (!wait.isZero()) {
                return Optional.of(later(429, "too many requests", wait));
            }
        }
        if (!hosts.admits(sender.host())) {
            return Optional.of(Response.json(
                    403, "{\"error\":\"not served under this host name; see vedette.http.allowed-hosts\"}"));
        }
        boolean acts = !LOOKING.contains(request.method());
        boolean heartbeat = request.rawPath().startsWith(HEARTBEATS);
        if (acts && !heartbeat && !hosts.isOwnPage(sender)) {
            return Optional.of(Response.json(403, "{\"error\":\"a page of another site may not act here\"}"));
        }
        if (login.isEmpty() && tokens.isEmpty()) {
            return Optional.empty();
        }
        return credentials(request.authorization(), client, acts, heartbeat);
    }

    private Optional<Response> credentials(String authorization, String client, boolean acts, boolean heartbeat) {
        if (authorization.isEmpty()) {
            return Optional.of(unauthorized());
        }
        Optional<AccessToken> token = token(authorization);
        if (token.isPresent()) {
            return opens(token.get().scope(), acts, heartbeat)
                    ? Optional.empty()
                    : Optional.of(Response.json(403, "{\"error\":\"this token may not do that\"}"));
        }
        Duration wait = failures.waiting(client);
        if (!wait.isZero()) {
            return Optional.of(later(429, "too many wrong passwords or tokens", wait));
        }
        Login.Outcome outcome = login.filter(one -> Login.isMeantBy(authorization))
                .map(one -> one.of(authorization))
                .orElse(Login.Outcome.WRONG);
        return switch (outcome) {
            case RIGHT -> Optional.empty();
            case BUSY -> Optional.of(later(503, "too many passwords are being verified", Duration.ofSeconds(5)));
            case WRONG -> {
                failures.take(client);
                yield Optional.of(unauthorized());
            }
        };
    }

    /** Nobody guesses a token, so that a right one is taken whatever else came from its address. */
    private Optional<AccessToken> token(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        byte[] shown =
                AccessToken.sha256(authorization.substring(BEARER.length()).strip());
        return tokens.stream().filter(token -> token.isShownBy(shown)).findFirst();
    }

    private static boolean opens(AccessToken.Scope scope, boolean acts, boolean heartbeat) {
        return switch (scope) {
            case FULL -> true;
            case READ -> !acts;
            case HEARTBEAT -> acts && heartbeat;
        };
    }

    private Response unauthorized() {
        return login.isPresent()
                ? Response.unauthorized("Basic realm=\"Vedette\", charset=\"UTF-8\"", "user and password needed")
                : Response.unauthorized("Bearer realm=\"Vedette\"", "a token is needed");
    }

    private static Response later(int status, String why, Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return new Response(
                status,
                "application/json",
                "{\"error\":\"" + why + "\"}",
                Map.of("Retry-After", String.valueOf(seconds)));
    }
}
