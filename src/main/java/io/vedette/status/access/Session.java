package io.vedette.status.access;

import io.vedette.config.values.Seal;
import io.vedette.config.values.Sha256;
import io.vedette.store.KeptSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Somebody who signed in, until it ends.
 *
 * @param provider the provider at which they did; empty: here, with a password
 * @param proof what tells the provider of whom it is, when they sign out; or empty
 */
record Session(Person person, String provider, String proof, Instant began, Instant ends) {

    /** So much the clocks of nodes may differ, or one may be set back. */
    static final Duration AHEAD = Duration.ofHours(1);

    /** Returns one that begins now. */
    static Session begin(Person person, String provider, String proof, Instant now, Duration lasts) {
        Instant began = now.truncatedTo(ChronoUnit.MILLIS); // As it is stored.
        return new Session(person, provider, proof, began, began.plus(lasts));
    }

    /** One that is yet to begin was begun while a clock was wrong: it would last until that time comes, and longer. */
    boolean isOn(Instant now) {
        return now.isBefore(ends) && !began.isAfter(now.plus(AHEAD));
    }

    /** Returns by what a session is known where its secret is not to be. */
    static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Returns it as it is stored: whoever reads that has no secret, and whoever writes there makes no session. */
    KeptSession sealed(String secret, Grounds grounds) {
        KeptSession open = new KeptSession(hash(secret), person.name(), person.role(), provider, began, ends, "");
        String sealed = new Seal(secret)
                .close(
                        proof,
                        about(
                                open,
                                grounds.of(provider, person.name(), person.role())
                                        .orElse("")));
        return new KeptSession(open.hash(), open.person(), open.role(), provider, began, ends, sealed);
    }

    /** Returns a stored one; empty where it was not stored by who had the secret, or what let the person in is no longer so. */
    static Optional<Session> opened(KeptSession kept, String secret, Grounds grounds, Duration lasts) {
        return grounds.of(kept.provider(), kept.person(), kept.role())
                .flatMap(so -> new Seal(secret).open(kept.sealed(), about(kept, so)))
                .map(proof -> new Session(
                        new Person(kept.person(), kept.role()),
                        kept.provider(),
                        proof,
                        kept.began(),
                        earlier(kept.ends(), kept.began().plus(lasts))));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String about(KeptSession kept, String grounds) {
        return String.join(
                "\n",
                kept.person(),
                kept.role().name(),
                kept.provider(),
                String.valueOf(kept.began().toEpochMilli()),
                String.valueOf(kept.ends().toEpochMilli()),
                grounds);
    }

    @Override
    public String toString() {
        return "Session[" + person + "]";
    }
}
