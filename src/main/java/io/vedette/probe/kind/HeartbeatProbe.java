package io.vedette.probe.kind;

import io.vedette.config.values.OwnPaths;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Beat;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Probe;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks up whether the watched job has called lately. Nothing is sent anywhere. */
public final class HeartbeatProbe implements Probe {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,100}");

    private final HeartbeatBook book;
    private final String name;
    private final Clock clock;
    private final Optional<String> secret;

    /**
     * @param book where the calls are noted
     * @param name the check's name, which the job calls
     * @param secret what it may call instead; empty for one that follows from the name
     */
    public HeartbeatProbe(HeartbeatBook book, String name, Clock clock, Optional<String> secret) {
        this.secret = Objects.requireNonNull(secret, "secret");
        this.book = Objects.requireNonNull(book, "book");
        this.name = Objects.requireNonNull(name, "name");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public Answer ask(Attempt attempt) {
        Instant now = clock.instant();
        Optional<HeartbeatBook.Entry> last = book.last(name);
        HeartbeatBook.Look look = book.look(name, now);
        return new Beat(
                last.map(HeartbeatBook.Entry::at),
                last.isPresent() && last.get().failed(),
                last.map(HeartbeatBook.Entry::message).orElse(""),
                book.watchedSince(name).orElse(now),
                book.missingSince(name),
                look.gap(),
                look.before(),
                book.unheard(name, now),
                book.startedAt(name),
                last.flatMap(HeartbeatBook.Entry::ran));
    }

    /** Returns false: a missed call is reported only once; a retry would forget it. */
    @Override
    public boolean isRepeatable() {
        return false;
    }

    /** Reads {@code secret}; what is wrong is noted in the parameters. */
    static HeartbeatProbe read(HeartbeatBook book, String name, Clock clock, Parameters parameters) {
        return new HeartbeatProbe(book, name, clock, parameters.parsed("secret", HeartbeatProbe::secret));
    }

    private static String secret(String text) {
        if (!SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be 16 to 100 letters, digits, - and _ (the value is not shown): whoever knows it can call");
        }
        return text;
    }

    /** Returns the secret that the job may call instead of the name; empty for one that follows from the name. */
    public Optional<String> secret() {
        return secret;
    }

    /** Returns where the calls are noted. */
    public HeartbeatBook book() {
        return book;
    }

    /** Returns the path of the status server that the job calls. */
    @Override
    public String address() {
        return path(name);
    }

    /** Returns the path of the status server that the job of a check calls. */
    public static String path(String name) {
        return OwnPaths.HEARTBEAT
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
