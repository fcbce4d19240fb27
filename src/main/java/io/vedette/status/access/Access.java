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
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static final String PEOPLE = "set vedette.http.users, or vedette.http.username and .password";

    private static final String BEARER = "Bearer ";

    private final List<AccessToken> tokens;
    private final HostNames hosts;
    private final Optional<RateLimit> requests;
    private final Passwords passwords;
    private final Strangers strangers;
    private final Sessions sessions;
    private final SignIn signIn;
    private final boolean guarded;

    private Access(
            List<AccessToken> tokens,
            HostNames hosts,
            Optional<RateLimit> requests,
            Passwords passwords,
            Strangers strangers,
            Sessions sessions,
            SignIn signIn,
            boolean guarded) {
        this.tokens = List.copyOf(tokens);
        this.hosts = hosts;
        this.requests = requests;
        this.passwords = passwords;
        this.strangers = strangers;
        this.sessions = sessions;
        this.signIn = signIn;
        this.guarded = guarded;
    }

    /**
     * Makes the gate of a status server.
     *
     * @param baseUrl returns the address under which people reach the pages, as it is now; empty where none is set
     * @param store keeps who signed in
     */
    public static Access of(HttpSettings http, Supplier<String> baseUrl, Store store, Clock clock) {
        RateLimit failures = new RateLimit(MOST_FAILURES, FAILURES_REST, clock);
        List<LocalUser> users = new ArrayList<>(http.people().users());
        http.username()
                .flatMap(user -> http.password().map(password -> new LocalUser(user, Role.OPERATOR, password)))
                .ifPresent(users::add);
        Sessions sessions = new Sessions(
                http.people().session(),
                store.sessions(),
                new Grounds(users, http.people().oidc()),
                clock);
        RateLimit lookUps = Strangers.lookUps(clock);
        BooleanSupplier secure =
                () -> http.tls().isConfigured() || baseUrl.get().regionMatches(true, 0, "https:", 0, "https:".length());
        SignIn signIn = new SignIn(
                users,
                http.people().oidc().isPresent(),
                sessions,
                new OnAllNodes(store, clock),
                failures,
                lookUps,
                secure);
        Optional<Login> login =
                http.username().flatMap(user -> http.password().map(password -> new Login(user, password)));
        Challenge challenge = new Challenge(login, signIn);
        return new Access(
                http.tokens(),
                HostNames.of(http, baseUrl),
                http.rateLimit() == 0
                        ? Optional.empty()
                        : Optional.of(new RateLimit(http.rateLimit(), Duration.ofMinutes(1), clock)),
                new Passwords(login, failures, challenge),
                new Strangers(sessions, signIn, challenge, lookUps),
                sessions,
                signIn,
                http.isGuarded());
    }

    /** Returns what signs in and out. */
    public SignIn signIn() {
        return signIn;
    }

    /** Returns who signed in. */
    public Sessions sessions() {
        return sessions;
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
        Admission now = entry(request, client, scope);
        if (now instanceof Admission.Unverified unverified) {
            return !unverified.stored(); // Whoever asks again is looked for.
        }
        return !(now instanceof Admission.Denied denied)
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
            return person.get().admission(request, scope);
        }
        if (authorization.isEmpty()) {
            return strangers.admission(request);
        }
        return passwords.admission(request, client);
    }

    /** Returns who signed in at a proxy that is trusted, or at the application around this. */
    private static Optional<Person> vouchedFor(Sender sender) {
        String vouched = sender.person();
        int blank = vouched.indexOf(' ');
        return blank > 0
                ? Optional.of(new Person(vouched.substring(blank + 1), Role.of(vouched.substring(0, blank))))
                : Optional.empty();
    }

    /**
     * Tells what became of a request that was {@link Admission.Unverified}: takes a good part of a second where the password is a hash,
     * and as long as the store does where a session is looked for.
     */
    public Admission verified(Request request, Scope scope) {
        String client = ClientAddress.network(request.sender().address());
        if (request.authorization().isEmpty()) {
            return strangers.lookedUp(request, client, scope);
        }
        return passwords.verified(request, client);
    }

    /** Tells requests apart by client and what they show, without what they show: the same need not be verified twice at once. */
    public String fingerprint(Request request) {
        return ClientAddress.network(request.sender().address()) + ' ' + passwords.fingerprint(request);
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
}
