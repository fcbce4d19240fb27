package io.vedette.status.access;

import io.vedette.config.values.LocalUser;
import io.vedette.config.values.PasswordHash;
import io.vedette.status.http.Request;
import io.vedette.store.NotDecided;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Signing in with a name and a password, and out. Wrong ones count as all wrong passwords do; as many as two are verified at once, as each
 * takes a good part of a second.
 */
public final class SignIn {

    private static final int AT_ONCE = 2;

    private final List<LocalUser> users;
    private final boolean elsewhere;
    private final Sessions sessions;
    private final OnAllNodes onAllNodes;
    private final RateLimit failures;
    private final RateLimit strangers;
    private final BooleanSupplier secure;
    private final Semaphore verifying = new Semaphore(AT_ONCE);
    /** What a name that nobody has is verified against, so that the time tells nothing. */
    private final String nobodys;

    /**
     * @param elsewhere whether people sign in at a provider, too
     * @param failures the wrong tries of each client
     * @param strangers how often each client may have somebody signed out of whom nothing is known
     * @param secure whether the address under which people reach the pages is https, as it is now
     */
    SignIn(
            List<LocalUser> users,
            boolean elsewhere,
            Sessions sessions,
            OnAllNodes onAllNodes,
            RateLimit failures,
            RateLimit strangers,
            BooleanSupplier secure) {
        this.users = users;
        this.elsewhere = elsewhere;
        this.sessions = sessions;
        this.onAllNodes = onAllNodes;
        this.failures = failures;
        this.strangers = strangers;
        this.secure = secure;
        this.nobodys = users.stream()
                .map(LocalUser::password)
                .filter(PasswordHash::isHash)
                .findFirst()
                .orElse("");
    }

    /** What came of a try. */
    public sealed interface Outcome {

        /** It was right; the header that sets the cookie. */
        record In(String cookie) implements Outcome {}

        /** The name or the password was wrong. */
        record Wrong() implements Outcome {}

        /** There were too many wrong ones, or too many at once. */
        record Later(Duration pause) implements Outcome {}
    }

    /** Returns whether anybody can sign in. */
    public boolean isOffered() {
        return takesPasswords() || elsewhere;
    }

    /** Returns whether anybody can sign in with a name and a password. */
    public boolean takesPasswords() {
        return !users.isEmpty();
    }

    /** Returns whether the address under which people reach the pages is https, as it is now. */
    public boolean isSecure() {
        return secure.getAsBoolean();
    }

    /** Returns by what a sign-in that was begun at one node can be ended at another, once. */
    public OnAllNodes onAllNodes() {
        return onAllNodes;
    }

    /**
     * Signs in whom a provider told of, in a new session; returns the header that sets its cookie. Asks the store.
     *
     * @param provider what the provider calls itself
     * @param proof what tells it of whom it is, when they sign out
     */
    public String in(Request request, Person person, String provider, String proof) {
        sessions.end(request.sender().cookies());
        return sessions.cookie(sessions.begin(person, provider, proof), isSecure());
    }

    /** Returns the proof with which the session of a request began; empty where it has none, or began with a password. Asks the store. */
    public Optional<String> proof(Request request) {
        String cookies = request.sender().cookies();
        try {
            sessions.lookUp(cookies);
        } catch (NotDecided e) {
            return Optional.empty(); // Signed out here alone.
        }
        return sessions.proof(cookies).filter(proof -> !proof.isEmpty());
    }

    /** Returns whether it is not known now whether whoever asks signed in at another node. */
    public boolean isUnclear(Request request) {
        return sessions.isUnclear(request.sender().cookies());
    }

    /** Tries a name and a password; takes a good part of a second, and asks the store. */
    public Outcome in(Request request, String name, String password) {
        String client = ClientAddress.network(request.sender().address());
        Duration wait = failures.waiting(client);
        if (!wait.isZero()) {
            return new Outcome.Later(wait);
        }
        if (!verifying.tryAcquire()) {
            return new Outcome.Later(Duration.ofSeconds(1));
        }
        try {
            Optional<LocalUser> user =
                    users.stream().filter(one -> one.name().equals(name)).findFirst();
            boolean right = PasswordHash.matches(user.map(LocalUser::password).orElse(nobodys), password);
            if (right && user.isPresent()) {
                Person person = new Person(user.get().name(), user.get().role());
                return new Outcome.In(in(request, person, "", ""));
            }
            failures.take(client);
            return new Outcome.Wrong();
        } finally {
            verifying.release();
        }
    }

    /**
     * Returns how long somebody has to wait who wants to be signed out; zero where nothing is in the way. One of whom nothing is known
     * costs the store and the other nodes as much as one who signed in, and anybody can make a cookie up.
     */
    public Duration pauseBeforeOut(Request request) {
        return sessions.isUnknown(request.sender().cookies())
                ? strangers.take(ClientAddress.network(request.sender().address()))
                : Duration.ZERO;
    }

    /** Signs out, on all nodes; returns the header that takes the cookie back. Asks the store. */
    public String out(Request request) {
        sessions.end(request.sender().cookies());
        return sessions.cookie("", isSecure());
    }
}
