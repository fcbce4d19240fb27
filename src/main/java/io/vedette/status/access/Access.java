package io.vedette.status.access;

import io.vedette.config.settings.HttpSettings;
import io.vedette.config.values.AccessToken;
import io.vedette.config.values.AddressRanges;
import io.vedette.config.values.LocalUser;
import io.vedette.config.values.LocalUser.Role;
import io.vedette.config.values.Sha256;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Who may ask the status server for what: the gate that every request passes before it is answered, but for
 * {@code /health/live}. In this order: not too often, by a name of this server, actions only from its own pages, and with
 * the password or a token where one is set. Safe for several threads.
 */
public final class Access {

    /** Wrong passwords and tokens that one client may send at once, and how long until it may send as many again. */
    static final int MOST_FAILURES = 30;

    static final Duration FAILURES_REST = Duration.ofMinutes(10);

    /** Clients are remembered whose password was right; the one that came last replaces the one that was longest away. */
    private static final int MOST_KNOWN = 1_000;

    private static final String PEOPLE = "set vedette.http.users, or vedette.http.username and .password";

    private static final String BEARER = "Bearer ";

    private final Optional<Login> login;
    private final List<AccessToken> tokens;
    private final HostNames hosts;
    private final Optional<RateLimit> requests;
    private final RateLimit failures;
    private final Map<String, Boolean> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    private final Sessions sessions;
    private final SignIn signIn;
    private final boolean guarded;

    private Access(
            Optional<Login> login,
            List<AccessToken> tokens,
            HostNames hosts,
            Optional<RateLimit> requests,
            RateLimit failures,
            Sessions sessions,
            SignIn signIn,
            boolean guarded) {
        this.login = login;
        this.tokens = List.copyOf(tokens);
        this.hosts = hosts;
        this.requests = requests;
        this.failures = failures;
        this.sessions = sessions;
        this.signIn = signIn;
        this.guarded = guarded;
    }

    public static Access of(HttpSettings http, Clock clock) {
        return of(http, () -> "", clock);
    }

    /** @param baseUrl returns the address under which people reach the pages, as it is now; empty where none is set */
    public static Access of(HttpSettings http, Supplier<String> baseUrl, Clock clock) {
        RateLimit failures = new RateLimit(MOST_FAILURES, FAILURES_REST, clock);
        Sessions sessions = new Sessions(http.people().session(), clock);
        List<LocalUser> users = new ArrayList<>(http.people().users());
        http.username()
                .flatMap(user -> http.password().map(password -> new LocalUser(user, Role.OPERATOR, password)))
                .ifPresent(users::add);
        BooleanSupplier secure =
                () -> http.tls().isConfigured() || baseUrl.get().regionMatches(true, 0, "https:", 0, "https:".length());
        return new Access(
                http.username().flatMap(user -> http.password().map(password -> new Login(user, password))),
                http.tokens(),
                HostNames.of(http, baseUrl),
                http.rateLimit() == 0
                        ? Optional.empty()
                        : Optional.of(new RateLimit(http.rateLimit(), Duration.ofMinutes(1), clock)),
                failures,
                sessions,
                new SignIn(users, http.people().oidc().isPresent(), sessions, failures, secure),
                http.isGuarded());
    }

    /** Returns what signs in and out. */
    public SignIn signIn() {
        return signIn;
    }

    /** Returns how clients are distinguished. */
    public static ClientAddress clients(HttpSettings http) {
        return new ClientAddress(
                AddressRanges.of(http.trustedProxies()),
                http.people().userHeader(),
                http.people().roleHeader());
    }

    /**
     * Tells whether a request may be answered, as far as can be told without taking time: safe for an event loop.
     *
     * @param scope who may send it
     */
    public Admission admission(Request request, Scope scope) {
        if (scope == Scope.ANYBODY) {
            return new Admission.Granted("");
        }
        Sender sender = request.sender();
        String client = ClientAddress.network(sender.address());
        // Requests of this machine are its own, or those of an unconfigured proxy: all clients at once.
        if (requests.isPresent() && !client.isEmpty() && !ClientAddress.isThisMachine(sender.address())) {
            Duration wait = requests.get().take(client);
            if (!wait.isZero()) {
                return denied(ErrorResponses.later(request, 429, "too many requests", wait));
            }
        }
        return entry(request, client, scope);
    }

    /** Tells whether what began with an admitted request may go on: a session may be over by now. Counts as no request. */
    public boolean mayGoOn(Request request, Scope scope) {
        String client = ClientAddress.network(request.sender().address());
        return !(entry(request, client, scope) instanceof Admission.Denied denied)
                || denied.response().status() == 429; // Others guess from the same address.
    }

    private Admission entry(Request request, String client, Scope scope) {
        Sender sender = request.sender();
        if (!hosts.admits(sender.host())) {
            return forbidden(request, "not served under this host name; see vedette.http.allowed-hosts");
        }
        if (scope == Scope.LINK) {
            return new Admission.Granted(""); // No browser keeps a signature for pages of other sites.
        }
        if (scope == Scope.DOOR) {
            // A page of another site could sign somebody in as somebody else.
            return request.method().equals("POST") && !hosts.isOwnPage(sender)
                    ? forbidden(request, "a page of another site may not sign in here")
                    : new Admission.Granted("");
        }
        // A page of another site can have a browser ask for an address, with the password that it keeps; jobs POST from
        // anywhere.
        boolean mayBeForeign = scope == Scope.READ
                || scope == Scope.HEARTBEAT && request.method().equals("POST");
        if (!mayBeForeign && !hosts.isOwnPage(sender)) {
            return forbidden(request, "a page of another site may not act here");
        }
        if (!guarded) {
            return scope == Scope.TRY && !isAtThisMachine(sender)
                    ? forbidden(request, "checks are tried from this machine alone while nobody signs in; " + PEOPLE)
                    : new Admission.Granted(vouchedFor(sender).map(Person::who).orElse(""));
        }
        return credentials(request, client, scope);
    }

    /** A proxy that nobody told of is at this machine too; the name that it was asked by gives that away. */
    private static boolean isAtThisMachine(Sender sender) {
        return ClientAddress.isThisMachine(sender.address()) && HostNames.isThisMachine(sender.host());
    }

    private Admission credentials(Request request, String client, Scope scope) {
        String authorization = request.authorization();
        Optional<AccessToken> token = token(authorization);
        if (token.isPresent()) {
            return scope.opensFor(token.get())
                    ? new Admission.Granted("token " + token.get().name())
                    : forbidden(request, "this token may not do that");
        }
        // A proxy at which people sign in may pass on what they showed there, which is nothing of ours.
        Optional<Person> person = vouchedFor(request.sender())
                .or(() -> authorization.isEmpty() ? sessions.of(request.sender().cookies()) : Optional.empty());
        if (person.isPresent()) {
            return entered(request, person.get(), scope);
        }
        if (authorization.isEmpty()) {
            return denied(unauthorized(request));
        }
        Optional<Login> meant = login.filter(one -> Login.isMeantBy(authorization));
        boolean right = meant.filter(one -> one.isKnown(authorization)).isPresent();
        // Whoever else guesses from the same address must not lock out the one whose password is known to be right from
        // there.
        if (right && known.containsKey(client)) {
            return granted(client);
        }
        Duration wait = failures.waiting(client);
        if (!wait.isZero()) {
            return denied(ErrorResponses.later(request, 429, "too many wrong passwords or tokens", wait));
        }
        if (right) {
            return granted(client);
        }
        if (meant.isPresent() && !meant.get().isFast()) {
            return new Admission.Unverified();
        }
        return verified(request);
    }

    /** Returns who signed in at a proxy that is trusted, or at the application around this. */
    private static Optional<Person> vouchedFor(Sender sender) {
        String vouched = sender.person();
        int blank = vouched.indexOf(' ');
        return blank > 0
                ? Optional.of(new Person(vouched.substring(blank + 1), Role.of(vouched.substring(0, blank))))
                : Optional.empty();
    }

    private static Admission entered(Request request, Person person, Scope scope) {
        return person.role() == Role.OPERATOR || scope == Scope.READ
                ? new Admission.Granted(person.who())
                : forbidden(request, person.name() + " may look, but not act");
    }

    /** Tells what became of a request that was {@link Admission.Unverified}: takes a good part of a second where the password is a hash. */
    public Admission verified(Request request) {
        String client = ClientAddress.network(request.sender().address());
        Duration wait = failures.waiting(client);
        if (!wait.isZero()) {
            return denied(ErrorResponses.later(request, 429, "too many wrong passwords or tokens", wait));
        }
        String authorization = request.authorization();
        if (login.filter(one -> Login.isMeantBy(authorization) && one.isRight(authorization))
                .isPresent()) {
            return granted(client);
        }
        failures.take(client);
        return denied(unauthorized(request));
    }

    private Admission granted(String client) {
        known.put(client, true);
        return new Admission.Granted("user " + login.orElseThrow().username());
    }

    /** Tells requests apart by client and what they show, without what they show: the same need not be verified twice at once. */
    public String fingerprint(Request request) {
        return ClientAddress.network(request.sender().address())
                + ' '
                + login.map(one -> one.fingerprint(request.authorization())).orElse("");
    }

    private static Admission denied(Response response) {
        return new Admission.Denied(response);
    }

    private static Admission forbidden(Request request, String why) {
        return denied(ErrorResponses.of(request, 403, why));
    }

    /** Nobody guesses a token, so that a right one is taken whatever else came from its address. */
    private Optional<AccessToken> token(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        byte[] shown = Sha256.of(authorization.substring(BEARER.length()).strip());
        return tokens.stream().filter(token -> token.isShownBy(shown)).findFirst();
    }

    /** Asks for user and password, or for a token; a browser that opens the dashboard is led to where people sign in. */
    private Response unauthorized(Request request) {
        if (signIn.isOffered() && request.wantsPage() && request.rawPath().equals("/")) {
            return new Response(303, "text/plain", "", Map.of("Location", "login"));
        }
        Response answer = ErrorResponses.of(
                request,
                401,
                login.isPresent()
                        ? "user and password needed"
                        : signIn.isOffered() ? "sign in first" : "a token is needed");
        // A browser would ask for a password in a window of its own, over the page that asked.
        return request.sender().fetchSite().equals("same-origin") && !request.wantsPage()
                ? answer
                : answer.with(
                        "WWW-Authenticate",
                        login.isPresent() ? "Basic realm=\"Vedette\", charset=\"UTF-8\"" : "Bearer realm=\"Vedette\"");
    }
}
