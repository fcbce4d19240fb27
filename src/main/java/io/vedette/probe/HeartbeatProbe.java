package io.vedette.probe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Looks up whether the watched job has called lately. Nothing is sent anywhere. */
public final class HeartbeatProbe implements Probe {

    private final HeartbeatBook book;
    private final String name;
    private final Instant watchedSince;

    /**
     * @param book where the calls are noted
     * @param name the check's name, which the job calls
     * @param watchedSince since when a call would have been seen: the start of the check, or of Vedette
     */
    public HeartbeatProbe(HeartbeatBook book, String name, Instant watchedSince) {
        this.book = Objects.requireNonNull(book, "book");
        this.name = Objects.requireNonNull(name, "name");
        this.watchedSince = Objects.requireNonNull(watchedSince, "watchedSince");
    }

    @Override
    public Answer ask(Attempt attempt) {
        Instant since = book.watchedSince(name, watchedSince);
        return book.last(name)
                .map(last -> new Answer.Beat(
                        Optional.of(last.at()), last.failed(), last.message(), since, Optional.empty()))
                .orElseGet(() -> new Answer.Beat(Optional.empty(), false, "", since, book.missingSince(name)));
    }

    /** The path of the status server that the job calls. */
    @Override
    public String address() {
        return "/heartbeat/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
